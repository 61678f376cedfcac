import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of the bytes between a sink and its server. */
export type Weather = 'passes' | 'holds requests' | 'loses answers' | 'resets';

/** Stands between a sink and a real server on loopback, and lets the network fail. */
export interface FaultProxy {
  readonly port: number;
  weather: Weather;
  /** Called when bytes were held back or lost. */
  onLoss: () => void;
  readonly goDown: () => Promise<void>;
  readonly comeUp: () => Promise<void>;
  close(): Promise<void>;
}

export async function openFaultProxy(targetPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;

  function join(client: Socket): void {
    const upstream = connect(targetPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (proxy.weather === 'resets') return void client.resetAndDestroy();
      if (proxy.weather === 'holds requests') return proxy.onLoss();
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (proxy.weather === 'loses answers') return proxy.onLoss();
      client.write(chunk);
    });
  }

  async function listen(): Promise<void> {
    server = createServer(join).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function stop(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen();
  const proxy: FaultProxy = {
    port,
    weather: 'passes',
    onLoss: () => {},
    goDown: stop,
    comeUp: listen,
    async close() {
      if (server.listening) await stop();
    },
  };
  return proxy;
}
