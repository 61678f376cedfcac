import { SinkError } from '../../sink-error.ts';
import { parseRetryAfter } from './retry-after.ts';

/** What an HTTP receiver answered. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly contentType: string;
  /** At most 64 KiB of it; undefined when there was more. */
  readonly body: Uint8Array | undefined;
}

/**
 * The statuses that are about the content of a batch: another one may be taken. 207 says that part of it was not taken.
 * All others are about the receiver or its configuration: an expired token must not set records aside.
 */
const contentRefused = new Set([207, 400, 413, 422]);

/** @throws SinkError unless the status says that the whole batch was taken. The answer's body is never repeated. */
export function judgeAnswer({ status, retryAfter }: Answer, now: number): void {
  if (contentRefused.has(status)) throw new SinkError(`the receiver refused the batch (${status})`, { kind: 'poison' });
  if (status >= 200 && status <= 299) return;
  const retryAfterMs = parseRetryAfter(retryAfter, now);
  const what = status >= 300 && status <= 399 ? 'redirected, which is not followed' : 'did not take the batch';
  throw new SinkError(`the receiver ${what} (${status})`, {
    kind: 'retry',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
