import { isToolError, ToolError } from '@mcp-chassis/tool-kit';
import { notAReplicaState } from '../client/flight-prelude.ts';
import { FlightError } from '../client/query-flight.ts';
import { noNames } from './known-names.ts';
import type { QueryTarget } from './query-target.ts';

/** What was tried when a query failed. */
export interface Attempt {
  readonly sql: string;
  readonly timeoutMs: number;
  readonly elapsedMs: number;
  readonly signal: AbortSignal;
}

const cancelled = '57014';
const transactionTimeout = '25P04';
// A table or a column that does not exist: an agent is helped by the names there are.
const unknownName = new Set(['42P01', '42703']);

/** The error of a failed query, in words safe for an agent. */
export async function queryFailure(target: QueryTarget, error: unknown, attempt: Attempt): Promise<ToolError> {
  if (isToolError(error)) return error;
  const context = { target: target.name, sql: attempt.sql, names: noNames };
  if (!(error instanceof FlightError)) return target.explain(error, context);
  const { cause, step } = error;
  const state = sqlstateOf(cause);
  if (step === 'prelude' && state === notAReplicaState) {
    return new ToolError(
      'NOT_A_REPLICA',
      `Target ${target.name}: it is a primary, not a replica, so it is not queried.`,
      {
        cause,
      },
    );
  }
  // Without an abort of ours, it was the server's own limit, or a person at the server.
  if (state === transactionTimeout || (state === cancelled && attempt.elapsedMs >= attempt.timeoutMs)) {
    return new ToolError(
      'TIMEOUT',
      `The query ran longer than its limit of ${attempt.timeoutMs} ms and was cancelled. Narrow it: filter on an indexed column, or aggregate less.`,
      { retryable: false, cause },
    );
  }
  if (state === cancelled) return new ToolError('CANCELLED', 'The query was cancelled on the replica.', { cause });
  return target.explain(
    cause,
    unknownName.has(state) ? { ...context, names: await target.names(attempt.signal) } : context,
  );
}

function sqlstateOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
