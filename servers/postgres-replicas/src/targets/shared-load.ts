import { abortError } from '../client/abort-error.ts';

/** A value that is loaded on demand, once for all who wait, and kept for a while. */
export interface SharedLoad<T> {
  /**
   * The kept value, or a new one.
   *
   * @throws what the load throws, which is not kept; ToolError `CANCELLED` or `TIMEOUT` when `signal` is aborted first
   * (the load goes on for others).
   */
  get(signal: AbortSignal): Promise<T>;
  /** Drops the kept value: the next caller waits for a new one. */
  forget(): void;
}

/** How a value is loaded and kept. */
export interface SharedLoadOptions<T> {
  /** Must end by itself: no caller's signal stops it. */
  readonly load: () => Promise<T>;
  /** In ms. */
  readonly keepMs: number;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** A value that nobody has asked for yet. */
export function createSharedLoad<T>({ load, keepMs, clock }: SharedLoadOptions<T>): SharedLoad<T> {
  let kept: { readonly value: T; readonly until: number } | undefined;
  let loading: Promise<T> | undefined;
  const start = async (): Promise<T> => {
    try {
      const value = await load();
      kept = { value, until: clock() + keepMs };
      return value;
    } finally {
      loading = undefined;
    }
  };
  return {
    async get(signal) {
      if (kept !== undefined && clock() < kept.until) return kept.value;
      loading ??= start();
      return orAbort(loading, signal);
    },
    forget() {
      kept = undefined;
    },
  };
}

/** `promise`, or the error of `signal` when that is aborted first. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
