import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ToolError } from '@mcp-chassis/tool-kit';
import { createServer } from './create-server.ts';
import { listen, type Listening } from './node/listen.ts';
import { createSdkV1Server } from './sdk-v1/create-sdk-v1-server.ts';
import type { ChassisServer } from './server.ts';
import { connectClient } from './testing/connect-client.ts';
import { fixtureSpec, fixtureTools } from './testing/fixture-server.ts';
import { conformanceSpec } from './testing/fixture-conformance.ts';
import { recordingGuards, type RecordingGuards } from './testing/recording-guards.ts';
import { clientKinds, type Reach } from './testing/test-client.ts';

const program = new URL('testing/fixture-program.ts', import.meta.url).pathname;

const engines = [
  { engine: 'v2', create: createServer, flags: [] },
  { engine: 'sdk-v1', create: createSdkV1Server, flags: ['--sdk-v1'] },
] as const;

const legacyPost = (name: string, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: { note: 'x' } },
  }),
  ...(signal === undefined ? {} : { signal }),
});

describe.each(engines)('the $engine engine', ({ create, flags }) => {
  let server: ChassisServer;
  let http: Listening;
  beforeAll(async () => {
    server = create(fixtureSpec());
    http = await listen(server, { kind: 'http', port: 0 });
  });
  afterAll(async () => {
    await http.closeAll();
    await server.close();
  });
  const reachOf = (transport: 'http' | 'stdio'): Reach =>
    transport === 'http'
      ? { kind: 'http', url: http.url }
      : { kind: 'stdio', command: process.execPath, args: [program, ...flags] };

  const peers = clientKinds.flatMap((kind) => (['http', 'stdio'] as const).map((transport) => ({ kind, transport })));

  test.each(peers)('gives $kind over $transport the same answers and codes [A10]', async ({ kind, transport }) => {
    const client = await connectClient(kind, reachOf(transport));
    try {
      const tools = await client.listTools();
      expect(tools.map((tool) => tool['name'])).toEqual(['echo_note', 'fetch_failure', 'watch_progress']);
      expect(await client.call('echo_note', { note: 'hé' })).toMatchObject({ ok: true, value: { note: 'hé' } });
      expect(await client.call('fetch_failure', { note: '' })).toMatchObject({
        ok: false,
        code: 'NOT_FOUND',
        message: '[NOT_FOUND] Not there.',
        error: { retryable: false },
      });
      expect(await client.call('echo_note', { note: 'x'.repeat(101) })).toMatchObject({
        ok: false,
        code: 'INVALID_INPUT',
        message: '[INVALID_INPUT] note: at most 100 characters allowed, got text of 101 characters.',
      });
      expect(await client.call('echo_note', { note: 'x', extra: 1 })).toMatchObject({
        ok: false,
        code: 'INVALID_INPUT',
      });
      expect(await client.call('echo_nothing')).toMatchObject({ ok: false, code: 'UNKNOWN_TOOL' });
    } finally {
      await client.close();
    }
  });

  test.each(clientKinds)('sends progress to %s when it listens [A9]', async (kind) => {
    const client = await connectClient(kind, reachOf('http'));
    const seen: unknown[] = [];
    await client.call('watch_progress', { note: 'x' }, { onProgress: (progress) => seen.push(progress) });
    await client.close();
    expect(seen).toEqual([{ progress: 1, total: 2, message: 'half' }]);
  });

  test.each(clientKinds)('a cancel by %s over HTTP ends the running call [A9]', async (kind) => {
    const guards = recordingGuards();
    const { promise: started, resolve } = Promise.withResolvers<void>();
    const slow = create(fixtureSpec([fixtureTools.waiting(resolve)], guards));
    const listening = await listen(slow, { kind: 'http', port: 0 });
    const client = await connectClient(kind, { kind: 'http', url: listening.url });
    const abort = new AbortController();
    const call = client.callRaw('watch_forever', { note: 'x' }, { signal: abort.signal }).catch(() => 'aborted');
    await started;
    abort.abort(new Error('enough'));
    expect(await call).toBe('aborted');
    await slow.close();
    await client.close();
    await listening.closeAll();
    expect(guards.records.find(({ step }) => step === 'end')?.outcome).toMatchObject({
      ok: false,
      error: { code: 'CANCELLED' },
    });
  });

  test('a client that hangs up ends its running call [A9]', async () => {
    const guards = recordingGuards();
    const { promise: started, resolve } = Promise.withResolvers<void>();
    const slow = create(fixtureSpec([fixtureTools.waiting(resolve)], guards));
    const listening = await listen(slow, { kind: 'http', port: 0 });
    const abort = new AbortController();
    const reply = fetch(listening.url, legacyPost('watch_forever', abort.signal))
      .then((response) => response.text())
      .catch(() => 'hung up');
    await started;
    abort.abort();
    expect(await reply).toBe('hung up');
    await slow.close();
    await listening.closeAll();
    expect(guards.records.find(({ step }) => step === 'end')?.outcome).toMatchObject({
      error: { code: 'CANCELLED', message: 'The call was cancelled by its client.' },
    });
  });

  test('draining waits for running calls, then cancels them, and closes the audit log last [A12]', async () => {
    const guards = recordingGuards();
    const { promise: started, resolve } = Promise.withResolvers<void>();
    const slow = create(fixtureSpec([fixtureTools.waiting(resolve)], guards));
    const listening = await listen(slow, { kind: 'http', port: 0 });
    const client = await connectClient('sdk-1', { kind: 'http', url: listening.url });
    const call = client.call('watch_forever', { note: 'x' });
    await started;
    await slow.close(10);
    expect(await call).toMatchObject({ ok: false, code: 'CANCELLED', error: { retryable: true } });
    expect(guards.records.slice(-2).map(({ step }) => step)).toEqual(['end', 'close']);
    await client.close();
    await listening.closeAll();
  });
});

test('a cancel notification does not reach a call of 2026-07-28, which its own client cancels by hanging up [A11]', async () => {
  const guards = recordingGuards();
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const server = createServer(fixtureSpec([fixtureTools.waiting(resolve)], guards));
  const http = await listen(server, { kind: 'http', port: 0 });
  const client = await connectClient('sdk-2-auto', { kind: 'http', url: http.url });
  const call = client.call('watch_forever', { note: 'x' });
  await started;
  for (let requestId = 0; requestId < 10; requestId += 1) {
    const body = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } });
    expect((await fetch(http.url, { ...legacyPost('x'), body })).status).toBe(202);
  }
  await server.close(10);
  expect(await call).toMatchObject({ code: 'CANCELLED', message: expect.stringContaining('shutting down') as string });
  await client.close();
  await http.closeAll();
});

test('a scrubber that cannot start refuses the call and leaves nothing running behind', async () => {
  const broken = () => {
    throw new Error('no policy');
  };
  const server = createServer({ ...fixtureSpec(), scrub: { name: 'broken', start: broken } });
  const peer = {
    principal: await server.authenticate({ transport: 'stdio' }),
    source: { transport: 'stdio' as const },
  };
  const { signal } = new AbortController();
  const facts = { id: 1, isCancelledApart: false, protocolVersion: '2025-11-25', meta: undefined, signal };
  expect(JSON.stringify(await server.face.callTool(peer, 'echo_note', { note: 'x' }, facts))).toContain(
    'INTERNAL_ERROR',
  );
  await server.close(60_000);
});

test('the URI of a resource that does not exist comes back, but not a megabyte of it', async () => {
  const server = createServer(fixtureSpec());
  const peer = {
    principal: await server.authenticate({ transport: 'stdio' }),
    source: { transport: 'stdio' as const },
  };
  const { signal } = new AbortController();
  const facts = { id: 1, isCancelledApart: false, protocolVersion: '2025-11-25', meta: undefined, signal };
  const read = async (uri: string) => JSON.stringify(await server.face.readResource(peer, uri, facts));
  expect(await read('gone://short')).toContain('gone://short');
  expect(await read(`gone://${'x'.repeat(1_000_000)}`)).toHaveLength(
    (await read(`gone://${'x'.repeat(3_000)}`)).length,
  );
});

test('two clients of one principal see only their own answers under load [A11]', async () => {
  const server = createServer(fixtureSpec([fixtureTools.echo()]));
  const http = await listen(server, { kind: 'http', port: 0 });
  const clients = await Promise.all(
    [...clientKinds, ...clientKinds].map((kind) => connectClient(kind, { kind: 'http', url: http.url })),
  );
  const answers = await Promise.all(
    clients.flatMap((client, who) =>
      Array.from({ length: 30 }, async (_, i) => {
        const answer = await client.call('echo_note', { note: `${who}/${i}` });
        return answer.ok && answer.value['note'] === `${who}/${i}`;
      }),
    ),
  );
  expect(answers).toHaveLength(180);
  expect(answers.every(Boolean)).toBe(true);
  await Promise.all(clients.map((client) => client.close()));
  await http.closeAll();
  await server.close();
});

test('a resource takes the same call path, and its errors carry code and id', async () => {
  const guards = recordingGuards({ refusals: { authorize: () => new ToolError('FORBIDDEN', 'Refused.') } });
  const server = createServer(fixtureSpec([fixtureTools.echo()], guards));
  const principal = await server.authenticate({ transport: 'stdio' });
  const peer = { principal, source: { transport: 'stdio' as const } };
  const facts = {
    id: 1,
    isCancelledApart: false,
    protocolVersion: '2025-11-25',
    meta: undefined,
    signal: new AbortController().signal,
  };
  expect(await server.face.readResource(peer, 'fixture://note', facts)).toMatchObject({
    ok: false,
    data: { code: 'FORBIDDEN' },
  });
  expect(guards.records.map(({ step }) => step)).toEqual(['begin', 'limit', 'rollout', 'authorize', 'end']);
});

test('a resource of one fixed URI is listed as a resource, another as a template, and neither to whom it is forbidden', async () => {
  const listings = async (guards: RecordingGuards) => {
    const server = createServer({ ...conformanceSpec(), authorize: guards.authorize });
    const peer = {
      principal: await server.authenticate({ transport: 'stdio' }),
      source: { transport: 'stdio' as const },
    };
    return [await server.face.listResources(peer), await server.face.listResourceTemplates(peer)];
  };
  expect(await listings(recordingGuards())).toEqual([
    [
      {
        name: 'static-text',
        title: 'A static text',
        description: 'The static text of the conformance suite.',
        mimeType: 'application/json',
        uri: 'test://static-text',
      },
    ],
    [
      {
        name: 'templated',
        title: 'A document by id',
        description: 'The templated document of the conformance suite.',
        mimeType: 'application/json',
        uriTemplate: 'test://template/{id}/data',
      },
    ],
  ]);
  expect(await listings(recordingGuards({ refusals: { authorize: () => undefined } }))).toEqual([[], []]);
});
