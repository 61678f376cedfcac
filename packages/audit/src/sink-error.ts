const brand = Symbol.for('mcp-chassis.dev/sink-error');

/** Why a sink did not take a batch. */
export interface SinkErrorOptions {
  /**
   * `retry`: the destination is away or busy; the batch comes again. `poison`: it refuses the content and would refuse it
   * again; the log halves the batch until it has found the entry, and sets that one aside.
   */
  readonly kind: 'retry' | 'poison';
  /** What the destination asked for (Retry-After), in ms. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** What a sink throws. Its message goes to the server's own log: no URL, credential or record in it. */
export class SinkError extends Error {
  readonly [brand] = true;
  readonly kind: 'retry' | 'poison';
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { kind, retryAfterMs, cause }: SinkErrorOptions) {
    super(message, { cause });
    this.name = 'SinkError';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Recognises one by its brand, so that two installed copies of the package agree. */
export function isSinkError(error: unknown): error is SinkError {
  return typeof error === 'object' && error !== null && brand in error;
}
