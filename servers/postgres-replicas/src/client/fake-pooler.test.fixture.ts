import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import type { Destination } from '../access/access-adapter.ts';

/** A pooler that passes everything on but the `options` of the startup packet, as PgBouncer can be told to. */
export async function openFakePooler(server: Destination): Promise<Destination & { close(): void }> {
  const pooler = createServer((client) => {
    client.once('data', (startup: Buffer) => {
      const upstream = connect(server, () => upstream.write(withoutOptions(startup)));
      client.pipe(upstream).pipe(client);
      client.on('error', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
    });
  });
  pooler.listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  return { host: '127.0.0.1', port: (pooler.address() as AddressInfo).port, close: () => void pooler.close() };
}

function withoutOptions(startup: Buffer): Buffer {
  const words = startup.toString('latin1', 8).split('\0');
  const kept: string[] = [];
  for (let index = 0; index + 1 < words.length; index += 2) {
    const [name = '', value = ''] = words.slice(index, index + 2);
    if (name !== 'options' && name !== '') kept.push(name, value);
  }
  const body = Buffer.from(`${kept.join('\0')}\0\0`, 'latin1');
  const head = Buffer.from(startup.subarray(0, 8));
  head.writeInt32BE(8 + body.length, 0);
  return Buffer.concat([head, body]);
}
