import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { describeError } from '../describe-error.ts';
import { v2ConnectionFactory } from '../engine/v2-engine.ts';
import type { Peer } from '../engine/mcp-face.ts';
import type { ChassisServer } from '../server.ts';

/** One stdio connection. */
export interface StdioConnection {
  /** Resolves when the client has closed its end. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Connects a server to this process's stdin and stdout. */
export type ConnectStdio = (server: ChassisServer, peer: Peer) => Promise<StdioConnection>;

/** stdio on the default engine. */
export const connectStdio: ConnectStdio = async (server, peer) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.stdin.once('end', resolve).once('close', resolve);
  const handle = serveStdio(v2ConnectionFactory(server.face, peer), {
    onerror: (error) => server.log.warn({ error: describeError(error) }, 'the MCP engine reported a problem'),
  });
  return { closed: promise, close: () => handle.close() };
};
