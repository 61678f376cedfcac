import { ToolError, type AuditLog, type Scrubber } from '@mcp-chassis/tool-kit';
import { createRecordBuilder } from './build-record.ts';
import type { EntryStore } from './entry-store.ts';
import { fingerprintWithWebCrypto, type TakeFingerprint } from './fingerprint.ts';
import type { Hmac } from './raw-hmac.ts';
import { prepareSoon } from './prepare-soon.ts';
import { createRejectionTally } from './rejection-tally.ts';
import { watchStore } from './watched-store.ts';
import { writeDraft, type WrittenEntry } from './written-entry.ts';

/** What an audit log is made from. */
export interface AuditLogOptions {
  /**
   * Scrubs the request and every text that a caller may choose, and the response where the call path did not. It leaves them
   * as they are: what it changes it returns anew.
   */
  readonly scrubber: Scrubber;
  /** `openSpool` of `./node`, or `createDirectStore` where there is no disk. Closed by the log. */
  readonly store: EntryStore;
  /**
   * What becomes of a `read` whose record cannot be kept. Default `refuse`: its result is withheld, as for every other
   * call. `answer-reads-unrecorded`: it is answered, and the outage's record says how many were.
   */
  readonly whenUnavailable?: 'refuse' | 'answer-reads-unrecorded';
  /** Makes `request.raw_hmac`. Default: records have none. */
  readonly hmac?: Hmac;
  /** Bytes a day that refusals before the call path may take, counted per address. Default 4 MiB. */
  readonly rejectionQuotaBytes?: number;
  /** Epoch ms. Default `Date.now`. */
  readonly now?: () => number;
  /** Told once when records can no longer be kept. Default: nobody is told; calls are refused all the same. */
  readonly onOutage?: (error: unknown) => void;
  /** Default: WebCrypto. */
  readonly fingerprint?: TakeFingerprint;
  /**
   * Runs work when the event loop has nothing better to do, such as `setImmediate`: half of a read's record is then made
   * while its call waits for a backend. Default: all of it is made when the call has ended.
   */
  readonly defer?: (work: () => void) => void;
}

/** Keeps one terminal record per call, and the attempt of a `write` or `high` call before its effect. */
export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { scrubber, now = Date.now, onOutage = () => {}, fingerprint = fingerprintWithWebCrypto } = options;
  const answersReads = options.whenUnavailable === 'answer-reads-unrecorded';
  const store = watchStore(options.store, now, onOutage);
  const records = createRecordBuilder({ scrubber, fingerprint, hmac: options.hmac, now });
  const tally = createRejectionTally({
    scrubber,
    now,
    ...(options.rejectionQuotaBytes !== undefined && { quotaBytes: options.rejectionQuotaBytes }),
    write: async (rejections) => {
      await Promise.all(rejections.map((record) => store.append(() => writeDraft(record), { durable: false })));
    },
  });
  const preparation = options.defer && prepareSoon(options.defer, now, (call) => records.prepare(call));
  let closing: Promise<void> | undefined;

  /** Rejects with a ToolError. */
  function keep(
    build: () => WrittenEntry | Promise<WrittenEntry>,
    durable: boolean,
    refusal: string,
    retryable: boolean,
  ): Promise<void> {
    const refuse = (cause: unknown) =>
      new ToolError('AUDIT_UNAVAILABLE', refusal, { retryable, askOwner: true, cause });
    return store.append(build, { durable }, refuse);
  }

  async function close(): Promise<void> {
    await tally.close();
    await store.close();
  }

  return {
    name: answersReads ? `${options.store.name}, reads may go unrecorded` : options.store.name,
    begin(call) {
      if (call.impact !== 'read') {
        return keep(() => records.attempt(call), true, 'The call could not be recorded, so it was refused.', true);
      }
      preparation?.add(call);
    },
    end(call, outcome) {
      const isRead = call.impact === 'read';
      preparation?.remove(call);
      const harmless = isRead || (!outcome.ok && outcome.effect === 'none');
      const build = () => records.outcome(call, outcome);
      const kept = keep(build, false, 'The call could not be recorded, so its result is withheld.', harmless);
      return answersReads && isRead ? kept.catch(() => store.countUnrecorded()) : kept;
    },
    reject: (rejection) => tally.add(rejection),
    problem: () => (store.isDown() ? `no records can be kept (${options.store.name})` : undefined),
    sinkStates: () => options.store.sinkStates(),
    close: () => (closing ??= close()),
  };
}
