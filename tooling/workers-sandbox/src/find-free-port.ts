import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody uses at this moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as AddressInfo;
  await once(probe.close(), 'close');
  return port;
}

/** @throws Error `EADDRINUSE` when the port of 127.0.0.1 is taken at this moment. */
export async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  await once(probe.listen(port, '127.0.0.1'), 'listening');
  await once(probe.close(), 'close');
}
