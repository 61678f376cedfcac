import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { Destination } from '../access/access-adapter.ts';
import type { BackendKey } from './wire.ts';

const requestCodes = { cancel: 80_877_102, tls: 80_877_103 } as const;

/**
 * Asks the server to stop what the backend of `key` is doing, as the protocol has it: on a connection of its own, with
 * TLS where the target uses it. Resolves when the server has closed that connection, which it does after it has sent
 * the signal, or after `timeoutMs`: with whether the server heard of it. Never rejects.
 */
export async function cancelQuery(
  { host, port }: Destination,
  tls: ConnectionOptions | undefined,
  key: BackendKey,
  timeoutMs: number,
): Promise<boolean> {
  const socket = connectTcp({ host, port, noDelay: true });
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeoutMs);
  patience.signal.addEventListener('abort', () => socket.destroy());
  let isSent = false;
  try {
    await once(socket, 'connect');
    const stream = tls === undefined ? socket : await secure(socket, tls);
    stream.resume();
    stream.end(cancelRequest(key));
    isSent = true;
    await once(socket, 'close');
  } catch {
    // A server that has sent the signal may close with a reset.
  }
  clearTimeout(timer);
  socket.destroy();
  return isSent && !patience.signal.aborted;
}

async function secure(socket: Socket, tls: ConnectionOptions): Promise<Socket> {
  socket.write(request(requestCodes.tls));
  const answer = await new Promise<Buffer>((resolve, reject) => {
    socket.once('data', resolve);
    socket.once('close', () => reject(new Error('closed')));
    socket.once('error', reject);
  });
  if (answer.toString('latin1') !== 'S') throw new Error('no TLS');
  const secured = connectTls({ ...tls, socket });
  await once(secured, 'secureConnect');
  return secured;
}

function cancelRequest({ processId, secretKey }: BackendKey): Buffer {
  const body = Buffer.alloc(8);
  body.writeInt32BE(processId, 0);
  body.writeInt32BE(secretKey, 4);
  return request(requestCodes.cancel, body);
}

function request(code: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, body]);
}

function once(socket: Socket, event: 'connect' | 'secureConnect' | 'close'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', reject);
    if (event !== 'close') socket.once('close', () => reject(new Error('closed')));
  });
}
