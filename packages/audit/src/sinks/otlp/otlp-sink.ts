import type { AuditSink } from '../../audit-sink.ts';
import { SinkError } from '../../sink-error.ts';
import { judgeAnswer } from '../net/judge-answer.ts';
import { openPoster, type HttpReceiver } from '../net/open-poster.ts';
import { exportOnce } from './export-once.ts';
import { readRejected } from './read-rejected.ts';
import { createResources } from './resources.ts';
import { toLogRecord } from './to-log-record.ts';

/** A collector that takes OTLP over HTTP; `url` ends in `/v1/logs` with most of them. */
export interface OtlpSinkOptions extends HttpReceiver {
  /** Default `otlp`. */
  readonly name?: string;
  /** Resource attributes beside `service.name`, `service.version`, `service.instance.id` and `deployment.environment.name`. */
  readonly resource?: Readonly<Record<string, string>>;
  /** Epoch ms, for a `Retry-After` that is a date. Default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Sends entries as log records of OpenTelemetry (OTLP/HTTP, protobuf, gzip). OTLP has no way to say "this again": after
 * a failure a record may be in the backend twice, with the same `log.record.uid`. Reads no `OTEL_...` variable.
 *
 * @throws TypeError for a URL that is neither `https` nor loopback, or holds credentials.
 */
export function openOtlpSink(options: OtlpSinkOptions): AuditSink {
  const { name = 'otlp', resource = {}, now = Date.now, ...receiver } = options;
  const poster = openPoster(receiver);
  const resourceOf = createResources(resource);
  return {
    name,
    async deliver(batch, signal) {
      if (batch.length === 0) return;
      const records = batch.map((kept) => toLogRecord(kept, resourceOf(kept.entry)));
      await exportOnce(records, async (request) => {
        const answer = await poster.post(request, { 'Content-Type': 'application/x-protobuf' }, signal);
        judgeAnswer(answer, now());
        const rejected = readRejected(answer);
        if (rejected > 0) {
          throw new SinkError(`the receiver refused ${rejected} of ${batch.length} records`, { kind: 'poison' });
        }
      });
    },
    async close() {
      poster.close();
    },
  };
}
