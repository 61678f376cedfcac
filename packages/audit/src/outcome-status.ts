import type { Call, ErrorCode, Outcome } from '@mcp-chassis/tool-kit';

/** How a call ended, as records, alerts and dashboards name it. */
export type OutcomeStatus =
  | 'success'
  | 'error'
  | 'invalid_input'
  | 'unknown_tool'
  | 'unauthenticated'
  | 'denied'
  | 'flag_off'
  | 'rate_limited'
  | 'overloaded'
  | 'approval_required'
  | 'approval_denied'
  | 'timeout'
  | 'cancelled'
  | 'circuit_open'
  | 'audit_unavailable'
  /** Nobody knows what the call did: a write that ran into its deadline. */
  | 'unknown';

/** Every other code, a server's own among them, is `error`. */
const statusOfCode: Readonly<Partial<Record<ErrorCode, OutcomeStatus>>> = {
  INVALID_INPUT: 'invalid_input',
  UNKNOWN_TOOL: 'unknown_tool',
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'denied',
  RATE_LIMITED: 'rate_limited',
  OVERLOADED: 'overloaded',
  APPROVAL_REQUIRED: 'approval_required',
  APPROVAL_DENIED: 'approval_denied',
  TIMEOUT: 'timeout',
  CANCELLED: 'cancelled',
  AUDIT_UNAVAILABLE: 'audit_unavailable',
};

/** What the client was told under one code, and the record tells apart. */
const statusOfNote: readonly {
  readonly code: ErrorCode;
  readonly noted: (notes: Call['notes']) => boolean;
  readonly status: OutcomeStatus;
}[] = [
  { code: 'UNKNOWN_TOOL', noted: (notes) => notes.flag !== undefined, status: 'flag_off' },
  { code: 'UPSTREAM_UNAVAILABLE', noted: (notes) => notes.circuitOpen === true, status: 'circuit_open' },
];

/** The status of a call's record. An unknown effect outweighs the code that reported it. */
export function outcomeStatus(call: Pick<Call, 'notes'>, outcome: Outcome): OutcomeStatus {
  if (outcome.ok) return 'success';
  if (outcome.effect === 'unknown') return 'unknown';
  const { code } = outcome.error;
  const special = statusOfNote.find((entry) => entry.code === code && entry.noted(call.notes));
  if (special !== undefined) return special.status;
  return Object.hasOwn(statusOfCode, code) ? (statusOfCode[code as ErrorCode] ?? 'error') : 'error';
}
