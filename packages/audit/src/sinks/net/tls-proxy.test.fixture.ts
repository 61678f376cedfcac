import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TestCertificates } from './test-certificates.test.fixture.ts';

/** Speaks TLS in front of a real server that speaks none, by the name of `localhost`. */
export interface TlsProxy {
  readonly port: number;
  close(): void;
}

/**
 * @param preface `postgres`: the client asks for TLS first (SSLRequest), and is told that it may.
 */
export async function openTlsProxy(
  targetPort: number,
  preface: 'none' | 'postgres',
  { key, cert }: TestCertificates,
): Promise<TlsProxy> {
  const sockets = new Set<Socket>();

  async function serve(client: Socket): Promise<void> {
    if (preface === 'postgres') {
      await once(client, 'readable');
      client.read(8);
      client.write('S');
    }
    const secure = new TLSSocket(client, { isServer: true, key, cert });
    const upstream = connect(targetPort, '127.0.0.1');
    for (const socket of [secure, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        secure.destroy();
        upstream.destroy();
      });
    }
    secure.pipe(upstream).pipe(secure);
  }

  const server = createServer((client) => {
    client.on('error', () => {});
    void serve(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
