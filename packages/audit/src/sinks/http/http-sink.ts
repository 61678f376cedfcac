import { hash } from 'node:crypto';
import type { AuditSink } from '../../audit-sink.ts';
import { SinkError } from '../../sink-error.ts';
import { judgeAnswer } from '../net/judge-answer.ts';
import { openPoster, type HttpReceiver } from '../net/open-poster.ts';

/** A receiver of batches. */
export interface HttpSinkOptions extends HttpReceiver {
  /** Default `http`. */
  readonly name?: string;
  /** Epoch ms, for a `Retry-After` that is a date. Default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Posts each batch as gzipped NDJSON. A status from 200 to 299 says that all of it was taken, 207 and pages of HTML
 * excepted; 207, 400, 413 and 422 that some of it is refused for good; any other, that it shall come again, after
 * `Retry-After` where that is given. `Idempotency-Key` is the SHA-256 of the batch: the same batch has the same key. After
 * a failure entries may come in other batches: the receiver keeps an entry once by `call_id` and `phase` where it has
 * them, by `instance`, `boot` and `seq` of its `stream` otherwise.
 *
 * @throws TypeError for a URL that is neither `https` nor loopback, or holds credentials.
 */
export function openHttpSink({ name = 'http', now = Date.now, ...receiver }: HttpSinkOptions): AuditSink {
  const poster = openPoster(receiver);
  return {
    name,
    async deliver(batch, signal) {
      if (batch.length === 0) return;
      const body = Buffer.from(batch.map(({ json }) => `${json}\n`).join(''));
      const headers = {
        'Content-Type': 'application/x-ndjson',
        'Idempotency-Key': `"${hash('sha256', body, 'hex')}"`,
      };
      const answer = await poster.post(body, headers, signal);
      judgeAnswer(answer, now());
      // A login page or a portal that stands where the receiver should: it has kept nothing.
      if (answer.contentType.startsWith('text/html')) {
        throw new SinkError('the answer is a page of HTML, so not of a receiver', { kind: 'retry' });
      }
    },
    async close() {
      poster.close();
    },
  };
}
