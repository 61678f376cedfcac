import type { ToolError } from '@mcp-chassis/tool-kit';

/** `serialization_failure` and `deadlock_detected`: a query that only reads gets them on a standby from replay alone. */
const states: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Recognises a query that the standby cancelled because replication needed what it was reading. */
export function isReplayConflict(error: ToolError): boolean {
  return states.has(error.details?.['sqlstate']);
}
