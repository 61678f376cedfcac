/** What a caller may do about a failure, by code. The set is closed; a server declares its own codes beside it. */
export const errorCodes = {
  INVALID_INPUT: { retryable: false },
  UNAUTHENTICATED: { retryable: false },
  FORBIDDEN: { retryable: false },
  UNKNOWN_TOOL: { retryable: false },
  NOT_FOUND: { retryable: false },
  CONFLICT: { retryable: false },
  APPROVAL_REQUIRED: { retryable: true },
  APPROVAL_DENIED: { retryable: false },
  RATE_LIMITED: { retryable: true },
  OVERLOADED: { retryable: true },
  TIMEOUT: { retryable: true },
  CANCELLED: { retryable: true },
  UPSTREAM_UNAVAILABLE: { retryable: true },
  UPSTREAM_ERROR: { retryable: false },
  RESULT_TOO_LARGE: { retryable: false },
  AUDIT_UNAVAILABLE: { retryable: true },
  INTERNAL_ERROR: { retryable: false },
} as const satisfies Record<string, { readonly retryable: boolean }>;

/** A code every server may answer with. */
export type ErrorCode = keyof typeof errorCodes;

/** True for a code of the closed set. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** The form of a code: `UPPER_SNAKE_CASE`, at most 40 characters. A server's own codes follow it too. */
export const errorCodePattern = /^(?=.{1,40}$)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
