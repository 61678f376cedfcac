import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Two different TCP ports of 127.0.0.1 that nobody uses at this moment. */
export async function findFreePorts(): Promise<readonly [number, number]> {
  const probes = [createServer(), createServer()] as const;
  try {
    await Promise.all(probes.map((probe) => once(probe.listen(0, '127.0.0.1'), 'listening')));
    const [first, second] = probes;
    return [(first.address() as AddressInfo).port, (second.address() as AddressInfo).port];
  } finally {
    await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  }
}
