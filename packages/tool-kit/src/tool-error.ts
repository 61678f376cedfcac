import { errorCodes, isErrorCode, type ErrorCode } from './error-code.ts';
import type { JsonObject } from './json.ts';

const brand = Symbol.for('mcp-chassis.dev/tool-error');

/** What a `ToolError` says beside its code and message. */
export interface ToolErrorOptions {
  /** Whether the same call may succeed later. Default: by code; `false` for a server's own code. */
  readonly retryable?: boolean;
  /** Earliest useful retry, in ms from now. Less than 0 counts as 0; NaN and infinities as not given. */
  readonly retryAfterMs?: number;
  /** Facts that help the caller to mend its call. Seen by the model: no values from a backend. */
  readonly details?: JsonObject;
  /** Adds whom to ask, the server's owner, and the id to quote, to what the client reads. Default `false`. */
  readonly askOwner?: boolean;
  /** The original error. Goes to the log only. */
  readonly cause?: unknown;
}

/**
 * The one error a handler or a layer throws. `message` is written by us for a model to read: never copied from a
 * database, an upstream or the caller, and without path, host, SQL, environment name or key.
 */
export class ToolError extends Error {
  readonly code: ErrorCode | (string & {});
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly details: JsonObject | undefined;
  readonly askOwner: boolean;

  constructor(code: ErrorCode | (string & {}), message: string, options: ToolErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolError';
    this.code = code;
    this.retryable = options.retryable ?? (isErrorCode(code) ? errorCodes[code].retryable : false);
    this.retryAfterMs = waitOf(options.retryAfterMs);
    this.details = options.details;
    this.askOwner = options.askOwner ?? false;
    Object.defineProperty(this, brand, { value: true });
  }
}

function waitOf(ms: number | undefined): number | undefined {
  return ms !== undefined && Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Recognises a `ToolError` by its brand, so that two installed copies of this package agree. */
export function isToolError(error: unknown): error is ToolError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, brand);
}
