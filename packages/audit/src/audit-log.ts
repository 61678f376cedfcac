import { ToolError, type AuditLog, type Scrubber } from '@mcp-chassis/tool-kit';
import type { AuditSink } from './audit-sink.ts';
import { buildAttempt, buildOutcome } from './build-record.ts';
import type { AuditEntry, AuditRecord } from './record.ts';
import { createRejectionTally } from './rejection-tally.ts';
import { sha256WithWebCrypto, type Sha256 } from './sha256.ts';
import { watchSink, type AuditProblem } from './watched-sink.ts';

/** What an audit log is made from. */
export interface AuditLogOptions {
  /** Scrubs request, response and every text that a caller may choose, once more than the call path did. */
  readonly scrubber: Scrubber;
  /** At least one of them `required`. Closed by the log. */
  readonly sinks: readonly AuditSink[];
  /** Epoch ms. Default `Date.now`. */
  readonly now?: () => number;
  /** Told once when a sink stops working. Default: nobody is told; calls are refused all the same. */
  readonly onProblem?: (problem: AuditProblem) => void;
  /** Default: WebCrypto. */
  readonly sha256?: Sha256;
}

/**
 * Keeps one terminal record per call in every sink, and the attempt of a `write` or `high` call before its effect.
 *
 * @throws Error when no sink is required: a call could then leave no record.
 */
export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { scrubber, now = Date.now, onProblem = () => {}, sha256 = sha256WithWebCrypto } = options;
  if (!options.sinks.some((sink) => sink.required)) throw new Error('audit: at least one sink must be required');
  const sinks = options.sinks.map((sink) => watchSink(sink, now, onProblem));
  const tools = { scrubber, sha256, now };
  const besides = new Set<Promise<void>>();
  const tally = createRejectionTally({ scrubber, now, write: (records) => write(records, false) });
  let closing: Promise<void> | undefined;

  /** Waits for the required sinks only: another one may neither fail nor delay a call. */
  async function write(entries: readonly AuditEntry[], durable: boolean): Promise<void> {
    const awaited: Promise<void>[] = [];
    for (const sink of sinks) {
      const written = sink.write(entries, { durable });
      if (sink.required) awaited.push(written);
      else letRun(written);
    }
    await Promise.all(awaited);
  }

  function letRun(written: Promise<void>): void {
    const settled = written.catch(() => {}).finally(() => besides.delete(settled));
    besides.add(settled);
  }

  async function keep(record: Promise<AuditRecord>, durable: boolean, refusal: string, retryable: boolean) {
    try {
      await write([await record], durable);
    } catch (cause) {
      throw new ToolError('AUDIT_UNAVAILABLE', refusal, { retryable, askOwner: true, cause });
    }
  }

  async function close(): Promise<void> {
    await tally.close();
    await Promise.all(besides);
    await Promise.all(sinks.map((sink) => sink.close()));
  }

  return {
    name: sinks.map((sink) => sink.name).join(', '),
    async begin(call) {
      if (call.impact === 'read') return;
      await keep(buildAttempt(call, tools), true, 'The call could not be recorded, so it was refused.', true);
    },
    async end(call, outcome) {
      const harmless = call.impact === 'read' || (!outcome.ok && outcome.effect === 'none');
      const record = buildOutcome(call, outcome, tools);
      await keep(record, false, 'The call could not be recorded, so its result is withheld.', harmless);
    },
    reject: (rejection) => tally.add(rejection),
    problem() {
      // Every sink is asked, because asking is what tries it again.
      const down = sinks.filter((sink) => sink.isDown() && sink.required).map((sink) => sink.name);
      return down.length === 0 ? undefined : `no records can be kept (${down.join(', ')})`;
    },
    close: () => (closing ??= close()),
  };
}
