import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { AuditEntry } from '../../record.ts';
import type { SinkFault, SinkHang } from '../../testing/describe-audit-sink.ts';

/** How a receiver of one protocol reads a request and says no to part of it. */
export interface Protocol {
  decode(body: Buffer, headers: IncomingHttpHeaders): readonly { readonly key: string; readonly entry: AuditEntry }[];
  accept(response: ServerResponse): void;
  refuse(response: ServerResponse, refused: number): void;
  /** Whether the entries beside a refused one are kept. */
  readonly keepsRest: boolean;
}

export type Mood =
  | 'works'
  | 'answers 500'
  | 'answers 503'
  | 'answers 429'
  | 'answers 401'
  | 'redirects'
  | 'answers 200 with a login page'
  | 'hangs'
  | 'hangs in its answer'
  | 'resets the connection'
  | 'keeps half a batch and resets the connection'
  | 'keeps half a batch and answers 500'
  | 'keeps the batch and loses its answer';

/** A collector on loopback that misbehaves as it is told. Keeps an entry once, as a real one is asked to. */
export interface FakeReceiver {
  readonly url: string;
  readonly requests: readonly {
    readonly at: number;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
  }[];
  /** By key, in the order of arrival. */
  readonly kept: ReadonlyMap<string, AuditEntry>;
  mood: Mood;
  /** What it answers with 429. Default 7 s. */
  retryAfter: string;
  /** Called when a request is left hanging. */
  onHang: () => void;
  /** From now on, the entry of that key, for good. */
  refuse(key: string): void;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  close(): Promise<void>;
}

export async function openFakeReceiver(protocol: Protocol): Promise<FakeReceiver> {
  const requests: { at: number; path: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const kept = new Map<string, AuditEntry>();
  const refused = new Set<string>();
  let server: Server;
  let port = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = gunzipSync(await buffer(request));
    requests.push({ at: performance.now(), path: request.url ?? '', headers: request.headers, body });
    const entries = protocol.decode(body, request.headers);
    const keep = (some: typeof entries) => {
      for (const { key, entry } of some) if (!kept.has(key)) kept.set(key, entry);
    };
    const half = entries.slice(0, Math.ceil(entries.length / 2));
    // What a careless receiver would say: all that it was sent.
    const echo = `${String(request.headers.authorization)} ${body.toString()}`;
    switch (receiver.mood) {
      case 'works': {
        const bad = entries.filter(({ key }) => refused.has(key));
        if (bad.length === 0 || protocol.keepsRest) keep(entries.filter(({ key }) => !refused.has(key)));
        return bad.length === 0 ? protocol.accept(response) : protocol.refuse(response, bad.length);
      }
      case 'answers 500':
        return void response.writeHead(500, echo.slice(0, 20).replace(/[^ \w]/g, '')).end(echo);
      case 'answers 503':
        return void response.writeHead(503, { 'retry-after': 'Fri, 21 Nov 2026 08:00:30 GMT' }).end(echo);
      case 'answers 429':
        return void response.writeHead(429, { 'retry-after': receiver.retryAfter }).end(echo);
      case 'answers 401':
        return void response.writeHead(401).end(echo);
      case 'redirects':
        return void response.writeHead(307, { location: `/elsewhere?${encodeURIComponent(echo.slice(0, 99))}` }).end();
      case 'answers 200 with a login page':
        return void response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end(`<h1>Log in</h1>${echo}`);
      case 'hangs':
        return receiver.onHang();
      case 'hangs in its answer':
        return void response.writeHead(200, { 'content-length': '10' }).write('1', () => receiver.onHang());
      case 'resets the connection':
        return reset(request.socket);
      case 'keeps half a batch and resets the connection':
        keep(half);
        return reset(request.socket);
      case 'keeps half a batch and answers 500':
        keep(half);
        return void response.writeHead(500).end(echo);
      case 'keeps the batch and loses its answer':
        keep(entries);
        return reset(request.socket);
    }
  }

  async function listen(): Promise<void> {
    server = createServer((request, response) => void answer(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function stop(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  await listen();
  const receiver: FakeReceiver = {
    url: `http://127.0.0.1:${port}/audit`,
    requests,
    kept,
    mood: 'works',
    retryAfter: '7',
    onHang: () => {},
    refuse: (key) => void refused.add(key),
    goDown: stop,
    comeUp: listen,
    close: async () => {
      if (server.listening) await stop();
    },
  };
  return receiver;
}

function reset(socket: Socket): void {
  socket.resetAndDestroy();
}

const moods: readonly Mood[] = [
  'answers 500',
  'answers 503',
  'answers 429',
  'answers 401',
  'redirects',
  'answers 200 with a login page',
  'hangs',
  'hangs in its answer',
  'resets the connection',
  'keeps half a batch and resets the connection',
  'keeps half a batch and answers 500',
  'keeps the batch and loses its answer',
];

const retryAfterMs: Partial<Record<Mood, number>> = { 'answers 429': 7_000, 'answers 503': 30_000 };

/** All that can be wrong with it. The sink's clock has to stand at 2026-11-21T08:00:00Z. */
export const receiverFaults: Readonly<Record<string, SinkFault<{ readonly receiver: FakeReceiver }>>> = {
  'is down': { cause: ({ receiver }) => receiver.goDown(), mend: ({ receiver }) => receiver.comeUp() },
  ...Object.fromEntries(
    moods.map((mood) => {
      const wait = retryAfterMs[mood];
      const fault: SinkFault<{ readonly receiver: FakeReceiver }> = {
        cause: ({ receiver }) => void (receiver.mood = mood),
        mend: ({ receiver }) => void (receiver.mood = 'works'),
        ...(wait !== undefined && { retryAfterMs: wait }),
      };
      return [mood, fault];
    }),
  ),
};

/** Nothing answers, whatever the clock says. */
export const receiverHang: SinkHang<{ readonly receiver: FakeReceiver }> = {
  cause: ({ receiver }) => void (receiver.mood = 'hangs'),
  mend: ({ receiver }) => void (receiver.mood = 'works'),
  reached: ({ receiver }) => new Promise((resolve) => (receiver.onHang = resolve)),
};
