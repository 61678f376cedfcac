import type { ToolError } from '@mcp-chassis/tool-kit';
import { isReplayConflict } from '../query/replay-conflict.ts';

/** What the last contact with a target said. `reason` is safe for agents. */
export type TargetState =
  | { readonly status: 'unknown' | 'ok' }
  | { readonly status: 'refused' | 'unreachable'; readonly reason: string };

/** The state after a query ended; the state before it where the query says nothing about the target. */
export function nextState(before: TargetState, error: ToolError | undefined): TargetState {
  switch (error?.code) {
    case undefined:
      return { status: 'ok' };
    case 'NOT_A_REPLICA':
    case 'TARGET_REFUSED':
      return { status: 'refused', reason: error.message };
    case 'UPSTREAM_UNAVAILABLE':
      return isReplayConflict(error) ? before : { status: 'unreachable', reason: error.message };
    default:
      return before;
  }
}
