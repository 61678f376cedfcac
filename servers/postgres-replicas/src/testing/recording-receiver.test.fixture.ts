import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** Takes whatever is posted to it, on loopback. */
export interface RecordingReceiver {
  readonly url: string;
  /** All bodies so far, and the headers they came with. */
  readonly bodies: readonly string[];
  readonly authorization: readonly (string | undefined)[];
  close(): Promise<void>;
}

export async function openRecordingReceiver(): Promise<RecordingReceiver> {
  const bodies: string[] = [];
  const authorization: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push(gunzipSync(body).toString());
      authorization.push(request.headers.authorization);
      response.writeHead(200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bodies,
    authorization,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
