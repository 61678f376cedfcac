import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Destination } from '../access/access-adapter.ts';

/** What a pooler does to the startup packet, and to what the client sends behind it. */
export interface Meddling {
  readonly startup?: (packet: Buffer) => Buffer;
  /** Must keep every length. */
  readonly request?: (chunk: Buffer) => Buffer;
  /** Passes no cancel request on: as if the backend were too busy to notice, or as if nobody were there to answer. */
  readonly onCancel?: 'close' | 'ignore';
}

const cancelRequestBytes = 16;

/** A pooler that passes everything on, but for its meddling. */
export async function openFakePooler(
  server: Destination,
  { startup = same, request = same, onCancel }: Meddling,
): Promise<Destination & { close(): void }> {
  const ignored = new Set<Socket>();
  // A cancel request ends with the end of its stream. To end ours as well, as sockets do by default, would be an answer.
  const pooler = createServer({ allowHalfOpen: onCancel === 'ignore' }, (client) => {
    client.once('data', (packet: Buffer) => {
      const isCancel = packet.length === cancelRequestBytes;
      if (isCancel && onCancel === 'close') client.destroy();
      if (isCancel && onCancel === 'ignore') ignored.add(client);
      if (isCancel && onCancel !== undefined) return;
      const upstream = connect(server, () => upstream.write(startup(packet)));
      client.on('data', (chunk: Buffer) => upstream.write(request(chunk)));
      client.on('end', () => upstream.end());
      client.on('close', () => upstream.destroy());
      upstream.pipe(client);
      client.on('error', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
    });
  });
  pooler.listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const close = () => {
    pooler.close();
    for (const client of ignored) client.destroy();
  };
  return { host: '127.0.0.1', port: (pooler.address() as AddressInfo).port, close };
}

const same = (packet: Buffer) => packet;

/** Sends another statement of the same length instead. */
export function replacing(statement: string, other: string): NonNullable<Meddling['request']> {
  return (chunk) => Buffer.from(chunk.toString('latin1').replaceAll(statement, other), 'latin1');
}

/** Drops the `options` of the startup packet, as PgBouncer can be told to. */
export function withoutOptions(startup: Buffer): Buffer {
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
