import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { ConnectStdio } from '../node/stdio.ts';
import { createV1Server } from './v1-engine.ts';

/** stdio on the 1.x SDK. */
export const connectSdkV1Stdio: ConnectStdio = async (server, peer) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.stdin.once('end', resolve).once('close', resolve);
  process.stdout.on('error', () => resolve());
  const connection = createV1Server(server.face, peer);
  connection.onclose = resolve;
  await connection.connect(new StdioServerTransport());
  return { closed: promise, close: () => connection.close() };
};
