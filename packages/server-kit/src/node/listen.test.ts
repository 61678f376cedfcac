import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createServer } from '../create-server.ts';
import { fixtureSpec } from '../testing/fixture-server.ts';
import { listen } from './listen.ts';
import { openMetrics } from './open-metrics.ts';

const ask = (port: number, path: string, agent?: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, ...(agent === undefined ? {} : { agent }) }, resolve).on('error', reject);
  });

test('an answer that is on its way leaves in full before the connections are closed [A12]', async () => {
  const length = 20_000_000;
  const metrics = { ...openMetrics({ name: 'fixture', version: '1.2.3' }), render: async () => 'x'.repeat(length) };
  const http = await listen(createServer({ ...fixtureSpec(), metrics }), { kind: 'http', port: 0 });
  const answer = await ask(http.port, '/metrics');
  const closed = http.closeAll();
  expect((await text(answer)).length).toBe(length);
  await closed;
});

test('after it stopped accepting, a kept connection gets the answer under way and no other [A12]', async () => {
  const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
  const check = () => {
    tellAsked();
    return answered;
  };
  const server = createServer({ ...fixtureSpec(), readiness: [{ name: 'database', check }] });
  const http = await listen(server, { kind: 'http', port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = ask(http.port, '/ready', agent);
  await asked;
  http.stopAccepting();
  answer(undefined);
  expect(JSON.parse(await text(await first))).toMatchObject({ ready: true });
  await expect(ask(http.port, '/health', agent)).rejects.toThrow(/ECONN|hang up/);
  agent.destroy();
  await http.closeAll();
});
