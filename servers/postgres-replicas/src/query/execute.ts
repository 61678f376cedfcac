import { isToolError, ToolError } from '@mcp-chassis/tool-kit';
import type { FlightResult } from '../client/query-flight.ts';
import type { TextValue } from '../client/wire.ts';
import { queryFailure } from './query-failure.ts';
import type { QueryTarget } from './query-target.ts';
import { isReplayConflict } from './replay-conflict.ts';

/** One statement for `execute`. */
export interface ExecuteRequest {
  readonly sql: string;
  readonly values: readonly TextValue[];
  readonly maxRows: number;
  readonly maxBytes: number;
  /** Who asks; shown in `pg_stat_activity`. */
  readonly agent: string;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly deadline: number;
}

/**
 * Runs a statement on a connection of the target's pool; the server's own time limit is the time left. One that
 * replication cancelled is run once more when as much time is left as it had: nothing of it was shown or kept.
 *
 * @throws ToolError always: what went wrong, in words safe for an agent. The target hears of it too.
 */
export async function execute(target: QueryTarget, request: ExecuteRequest): Promise<FlightResult> {
  const startedAt = Date.now();
  try {
    return await attempt(target, request);
  } catch (error) {
    const now = Date.now();
    const mayRetry = isToolError(error) && isReplayConflict(error) && request.deadline - now > now - startedAt;
    if (!mayRetry) throw error;
    return attempt(target, request);
  }
}

async function attempt(target: QueryTarget, request: ExecuteRequest): Promise<FlightResult> {
  const { sql, values, maxRows, maxBytes, agent, signal, deadline } = request;
  let timeoutMs = target.limits.statementTimeoutMs;
  let startedAt = Date.now();
  try {
    const result = await target.pool.use(
      { agent, statement: target.shapeOf(sql), signal },
      async (connection, stop) => {
        startedAt = Date.now();
        timeoutMs = Math.min(timeoutMs, deadline - startedAt);
        if (timeoutMs <= 0) throw new ToolError('TIMEOUT', 'No time was left to run the query.');
        return connection.run({
          sql,
          values,
          maxRows,
          maxBytes,
          timeoutMs,
          applicationName: applicationName(agent),
          signal: stop,
        });
      },
    );
    target.note(undefined);
    return result;
  } catch (error) {
    const elapsedMs = Date.now() - startedAt;
    const failure = await queryFailure(target, error, { sql, timeoutMs, elapsedMs, signal });
    target.note(failure);
    throw failure;
  }
}

/** Postgres keeps 63 bytes of it. */
function applicationName(agent: string): string {
  return `mcp-chassis/${agent.replace(/[^\u0021-\u007e]/g, '?')}`.slice(0, 63);
}
