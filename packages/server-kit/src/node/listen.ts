import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpApp } from '../http-app.ts';
import { isLoopbackAddress } from '../none-on-loopback.ts';
import type { ChassisServer } from '../server.ts';
import { spareAnswers } from './spare-answers.ts';

/** Where an HTTP server listens. */
export interface HttpTransport {
  readonly kind: 'http';
  /** 0 takes a free one. */
  readonly port: number;
  /** An IP address. Default 127.0.0.1. Another than a loopback address needs authentication and allowed hosts. */
  readonly host?: string;
}

/** A listening server. */
export interface Listening {
  /** `http://127.0.0.1:8931/mcp` */
  readonly url: string;
  readonly port: number;
  /** Stops accepting. Running requests go on; each connection closes with its last answer. */
  stopAccepting(): void;
  /** Lets answers that are on their way leave, for at most a second, and then ends every connection that is left. */
  closeAll(): Promise<void>;
}

// Slow or silent clients must not hold connections: limits of node:http, in ms.
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const flushMs = 1_000;

/**
 * Serves Streamable HTTP.
 *
 * @throws Error before it binds when the address and the server's authentication do not go together.
 */
export async function listen(server: ChassisServer, transport: HttpTransport): Promise<Listening> {
  const host = transport.host ?? '127.0.0.1';
  refuseOpenDoor(server, host);
  const app = createHttpApp(server, (_request, env) => {
    const address = (env as { incoming?: IncomingMessage }).incoming?.socket.remoteAddress;
    return address === undefined ? {} : { address };
  });
  // Loaded when it is needed: it brings HTTP/2 and the classes of `fetch`, which a server over stdio does without.
  const { createAdaptorServer } = await import('@hono/node-server');
  const http = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs },
  }) as Server;
  spareAnswers(http);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(transport.port, host, resolve);
  });
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/mcp`,
    port,
    stopAccepting() {
      http.close();
      http.closeIdleConnections();
    },
    async closeAll() {
      const closed = new Promise<unknown>((resolve) => http.close(resolve));
      http.closeIdleConnections();
      const timer = setTimeout(() => http.closeAllConnections(), flushMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function refuseOpenDoor(server: ChassisServer, host: string): void {
  if (isLoopbackAddress(host)) return;
  if (server.auth.loopbackOnly) {
    throw new Error(`${server.auth.name} proves nobody's identity: bind to 127.0.0.1, or configure authentication.`);
  }
  if ((server.http.allowedHosts ?? []).length === 0) {
    throw new Error('binding beyond this machine needs http.allowedHosts: the names clients reach the server by.');
  }
}
