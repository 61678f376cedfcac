import { serializeMessage, type JSONRPCMessage } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { describeError } from '../describe-error.ts';
import { v2ConnectionFactory } from '../engine/v2-engine.ts';
import type { Peer } from '../engine/mcp-face.ts';
import type { ChassisServer } from '../server.ts';

/** One stdio connection. */
export interface StdioConnection {
  /** Resolves when the client has closed its end, or the connection broke: a closed stdout, a message without an end. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Connects a server to this process's stdin and stdout. */
export type ConnectStdio = (server: ChassisServer, peer: Peer) => Promise<StdioConnection>;

/** stdio on the default engine. */
export const connectStdio: ConnectStdio = async (server, peer) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const transport = new GatheringTransport();
  const handle = serveStdio(v2ConnectionFactory(server.face, peer), {
    transport,
    onerror: (error) => server.log.warn({ error: describeError(error) }, 'the MCP engine reported a problem'),
  });
  const onclose = transport.onclose;
  transport.onclose = () => {
    onclose?.();
    resolve();
  };
  return { closed: promise, close: () => handle.close() };
};

/** Answers that are ready at once leave in one write, which costs more than what it carries. */
class GatheringTransport extends StdioServerTransport {
  #lines = '';
  #leaving: Promise<void> | undefined;
  #isClosed = false;

  /** Resolves when stdout has taken the message. */
  override send(message: JSONRPCMessage): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('the stdio connection is closed'));
    this.#lines += serializeMessage(message);
    return (this.#leaving ??= this.#leave());
  }

  override close(): Promise<void> {
    this.#isClosed = true;
    return super.close();
  }

  #leave(): Promise<void> {
    return new Promise((resolve, reject) => {
      process.nextTick(() => {
        const lines = this.#lines;
        this.#lines = '';
        this.#leaving = undefined;
        process.stdout.write(lines, (error) => (error ? reject(error) : resolve()));
      });
    });
  }
}
