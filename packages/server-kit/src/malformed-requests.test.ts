import { expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { listen } from './node/listen.ts';
import { fixtureSpec, fixtureTools } from './testing/fixture-server.ts';
import { recordingGuards } from './testing/recording-guards.ts';

const post = (message: object, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
});

test.each([
  ['prompts/list', {}, -32601],
  ['acme/call', { name: 'echo_note' }, -32601],
])('a %s with the parameters %j is refused with %i before it is a call', async (method, params, code) => {
  const guards = recordingGuards();
  const server = createServer(fixtureSpec([fixtureTools.echo()], guards));
  const http = await listen(server, { kind: 'http', port: 0 });
  const reply = await fetch(http.url, post({ method, params }));
  expect(await reply.text()).toContain(`"code":${code}`);
  expect(guards.records).toEqual([]);
  await http.closeAll();
});

test.each([
  [undefined, {}, 'UNKNOWN_TOOL'],
  [{ name: 7, arguments: { note: 'x' } }, { note: 'x' }, 'UNKNOWN_TOOL'],
  [{ name: ['echo_note'], arguments: { note: 'x' } }, { note: 'x' }, 'UNKNOWN_TOOL'],
  [{ name: 'echo_note', arguments: ['x'] }, ['x'], 'INVALID_INPUT'],
  [{ name: 'echo_note', arguments: null }, null, 'INVALID_INPUT'],
  [{ name: 'echo_note', arguments: 'x' }, 'x', 'INVALID_INPUT'],
])('a tools/call with the parameters %j is refused with -32602 and recorded [C1]', async (params, received, code) => {
  const guards = recordingGuards();
  const server = createServer(fixtureSpec([fixtureTools.echo()], guards));
  const http = await listen(server, { kind: 'http', port: 0 });
  const reply = await (await fetch(http.url, post({ method: 'tools/call', params }))).text();
  expect(reply).toContain('"code":-32602');
  expect(reply).toContain(`"code":"${code}"`);
  expect(guards.records.at(-1)).toMatchObject({
    step: 'end',
    call: { received },
    outcome: { ok: false, error: { code } },
  });
  await http.closeAll();
  await server.close();
});

test.each([
  '',
  '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}},',
])('a name that is no text is recorded by its type alone, however deep it is [C1]', async (envelope) => {
  const guards = recordingGuards();
  const server = createServer(fixtureSpec([fixtureTools.echo()], guards));
  const http = await listen(server, { kind: 'http', port: 0 });
  const name = `${'['.repeat(20_000)}"hunter2"${']'.repeat(20_000)}`;
  const headers = envelope === '' ? {} : { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call' };
  const request = post({}, headers);
  const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{${envelope}"name":${name}}}`;
  const reply = await (await fetch(http.url, { ...request, body })).text();
  expect(reply).toContain('"code":"UNKNOWN_TOOL"');
  expect(guards.records.at(-1)).toMatchObject({ step: 'end', call: { operation: { name: '(object)' } } });
  await http.closeAll();
  await server.close();
});

test.each(['acme/call', 'prompts/list'])(
  'answers %s of 2026-07-28, which it does not know, with HTTP 404 [A10]',
  async (method) => {
    const server = createServer(fixtureSpec());
    const http = await listen(server, { kind: 'http', port: 0 });
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method };
    const reply = await fetch(http.url, post({ method, params: { _meta } }, headers));
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ id: 1, error: { code: -32601 } });
    await http.closeAll();
  },
);
