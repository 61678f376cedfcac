import type { ServerIdentity } from '@mcp-chassis/tool-kit';
import type { RecordedServer } from './record.ts';

/** The server as records name it. */
export function describeServer({ name, owner, toolsHash, version }: ServerIdentity): RecordedServer {
  return { name, owner, ...(toolsHash !== undefined && { tools_hash: toolsHash }), version };
}
