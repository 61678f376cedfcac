import { ToolError, type CallNotes, type Outcome } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { outcomeStatus } from './outcome-status.ts';

const failure = (code: string, effect: 'none' | 'applied' | 'unknown' = 'none'): Outcome => ({
  ok: false,
  error: new ToolError(code, 'No.'),
  effect,
});

const cases: readonly { status: string; outcome: Outcome; notes?: CallNotes }[] = [
  { status: 'success', outcome: { ok: true, value: {} } },
  { status: 'invalid_input', outcome: failure('INVALID_INPUT') },
  { status: 'unauthenticated', outcome: failure('UNAUTHENTICATED') },
  { status: 'denied', outcome: failure('FORBIDDEN') },
  { status: 'unknown_tool', outcome: failure('UNKNOWN_TOOL') },
  { status: 'flag_off', outcome: failure('UNKNOWN_TOOL'), notes: { flag: 'query_replica' } },
  { status: 'rate_limited', outcome: failure('RATE_LIMITED') },
  { status: 'overloaded', outcome: failure('OVERLOADED') },
  { status: 'approval_required', outcome: failure('APPROVAL_REQUIRED') },
  { status: 'approval_denied', outcome: failure('APPROVAL_DENIED') },
  { status: 'timeout', outcome: failure('TIMEOUT') },
  { status: 'cancelled', outcome: failure('CANCELLED') },
  { status: 'circuit_open', outcome: failure('UPSTREAM_UNAVAILABLE'), notes: { circuitOpen: true } },
  { status: 'audit_unavailable', outcome: failure('AUDIT_UNAVAILABLE') },
  { status: 'unknown', outcome: failure('TIMEOUT', 'unknown') },
  { status: 'unknown', outcome: failure('INTERNAL_ERROR', 'unknown') },
  { status: 'error', outcome: failure('UPSTREAM_UNAVAILABLE') },
  { status: 'error', outcome: failure('UPSTREAM_ERROR'), notes: { circuitOpen: true } },
  { status: 'error', outcome: failure('FORBIDDEN_BY_US'), notes: { flag: 'query_replica' } },
  { status: 'error', outcome: failure('NOT_FOUND') },
  { status: 'error', outcome: failure('CONFLICT') },
  { status: 'error', outcome: failure('RESULT_TOO_LARGE', 'applied') },
  { status: 'error', outcome: failure('INTERNAL_ERROR') },
  { status: 'error', outcome: failure('QUERY_REFUSED') },
  { status: 'error', outcome: failure('constructor') },
];

const named = cases.map(({ status, outcome, notes = {} }) => ({
  status,
  outcome,
  notes,
  what: outcome.ok ? 'a result' : `${outcome.error.code} with effect ${outcome.effect} and ${JSON.stringify(notes)}`,
}));

test.each(named)('$what is recorded as $status [C1]', ({ status, outcome, notes }) => {
  expect(outcomeStatus({ notes }, outcome)).toBe(status);
});
