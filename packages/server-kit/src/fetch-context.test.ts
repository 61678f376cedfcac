import { ToolError, type Authenticator } from '@mcp-chassis/tool-kit';
import { afterEach, expect, test, vi } from 'vitest';
import { createServer } from './create-server.ts';
import { fixtureSpec, fixtureTool } from './testing/fixture-server.ts';

afterEach(() => vi.useRealTimers());

const auth: Authenticator = {
  name: 'props',
  loopbackOnly: false,
  async authenticate({ props }) {
    const { agent } = (props ?? {}) as { readonly agent?: string };
    if (agent === undefined) throw new ToolError('UNAUTHENTICATED', 'Nothing was proven.');
    return {
      agent: { id: agent, owner: 'owner@fixture.test' },
      permissions: ['fixture:read'],
      groups: [],
      auth: { method: 'props' },
    };
  },
};

const call = (name: string) =>
  new Request('http://localhost/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      host: 'localhost',
      'x-props': '{"agent":"forged"}',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: { note: 'x' } } }),
  });

test('what a gate in front has proven reaches the authenticator, and nothing of the request does [B1]', async () => {
  const agents: string[] = [];
  const whoami = fixtureTool('get_caller', async (_args, { principal }) => {
    agents.push(principal.agent.id);
    return { note: principal.agent.id };
  });
  const server = createServer({ ...fixtureSpec([whoami]), auth });
  const waitUntil = () => {};
  expect((await server.fetch(call('get_caller'))).status).toBe(401);
  expect((await server.fetch(call('get_caller'), { props: { agent: 'forged' } }, { waitUntil })).status).toBe(401);
  await (await server.fetch(call('get_caller'), {}, { waitUntil, props: { agent: 'proven' } })).text();
  expect(agents).toEqual(['proven']);
});

test('the runtime is asked to wait for a call until its handler has ended, also after the answer [C1]', async () => {
  vi.useFakeTimers();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const stubborn = fixtureTool('watch_stubborn', async () => {
    start();
    await released;
    return { note: 'late' };
  });
  const server = createServer({ ...fixtureSpec([stubborn]), auth });
  const waited: Promise<unknown>[] = [];
  const ctx = { waitUntil: (work: Promise<unknown>) => void waited.push(work), props: { agent: 'a' } };
  const answering = server.fetch(call('watch_stubborn'), {}, ctx);
  await started;
  expect(waited).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await (await answering).text()).toContain('TIMEOUT');
  expect(waited).toHaveLength(2);

  let ended = false;
  const all = Promise.all(waited).then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended).toBe(false);
  release();
  await all;
  expect(ended).toBe(true);
});
