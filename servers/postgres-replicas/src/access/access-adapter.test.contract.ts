import { connect, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccessAdapter, Destination } from './access-adapter.ts';

/** What every access adapter must do. `create` makes one that can reach a server on loopback. */
export function describeAccessAdapter(name: string, create: () => AccessAdapter): void {
  describe(`the access adapter ${name}`, () => {
    const { signal } = new AbortController();
    let server: Server;
    let target: Destination;
    let adapter: AccessAdapter;

    beforeAll(async () => {
      server = createServer((socket) => socket.end('reached'));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      target = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    });
    afterAll(() => void server.close());
    beforeEach(() => {
      adapter = create();
    });
    afterEach(() => adapter.close());

    test('opens a way to the target, as often as it is asked [G4]', async () => {
      for (let time = 0; time < 2; time += 1) {
        const { host, port } = await adapter.open(target, signal);
        const socket = connect({ host, port });
        const [received] = (await once(socket, 'data')) as [Buffer];
        socket.destroy();
        expect(received.toString()).toBe('reached');
      }
      expect(adapter.problem()).toBeUndefined();
    });

    test('may be closed without having been opened, and twice [G4]', async () => {
      await adapter.close();
      await expect(adapter.close()).resolves.toBeUndefined();
    });
  });
}
