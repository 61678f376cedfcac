import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from 'node:http';
import { createServer } from './create-server.ts';
import { listen, type Listening } from './node/listen.ts';
import { openMetrics } from './node/open-metrics.ts';
import type { ChassisServer } from './server.ts';
import { connectClient } from './testing/connect-client.ts';
import { fixtureSpec } from './testing/fixture-server.ts';
import { recordingGuards } from './testing/recording-guards.ts';

interface Plain {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

describe('the HTTP app', () => {
  const guards = recordingGuards();
  let server: ChassisServer;
  let http: Listening;
  beforeAll(async () => {
    server = createServer({
      ...fixtureSpec(undefined, guards),
      metrics: openMetrics({ name: 'fixture', version: '1.2.3' }),
      http: { allowedHosts: ['mcp.example'], allowedOrigins: ['https://inspector.example'], maxBodyBytes: 1_000 },
      readiness: [{ name: 'upstream', check: async () => 'is away' }],
    });
    http = await listen(server, { kind: 'http', port: 0 });
  });
  afterAll(async () => {
    await http.closeAll();
    await server.close();
  });

  // node:http, because fetch sets Host itself.
  function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Plain> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: http.port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
  const rpc = (id: number, size = 0) =>
    JSON.stringify({ jsonrpc: '2.0', id, method: 'ping', params: { pad: 'x'.repeat(size) } });
  const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

  test.each([
    ['127.0.0.1:1', 200],
    ['localhost', 200],
    ['[::1]:9', 200],
    ['mcp.example:443', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost@evil.example', 400],
    ['evil.example/localhost', 400],
  ])('a request for host %s is answered %i [A10]', async (host, status) => {
    expect((await send('GET', '/health', { host })).status).toBe(status);
  });

  test.each([
    ['https://inspector.example', 200],
    ['http://localhost:6274', 200],
    ['null', 403],
    ['https://evil.example', 403],
    ['https://inspector.example.evil.example', 403],
    ['chrome-extension://localhost', 403],
    ['http://localhost.', 403],
  ])('a browser on %s is answered %i [A10]', async (origin, status) => {
    expect((await send('GET', '/health', { origin })).status).toBe(status);
  });

  test('a host in the request line is judged like the Host header that it overrides [A10]', async () => {
    const host = '127.0.0.1';
    expect((await send('GET', 'http://evil.example/health', { host })).status).toBe(403);
    expect((await send('GET', 'http://mcp.example/health', { host })).status).toBe(200);
  });

  test('a client that wants its connection closed has it closed, also after a stream', async () => {
    const reply = await send('POST', '/mcp', { ...json, connection: 'close' }, rpc(1));
    expect(reply.headers).toMatchObject({ 'content-type': 'text/event-stream', connection: 'close' });
  });

  test('a named origin may call from a browser, a page of this machine that was not named may not [A10]', async () => {
    const ask = (origin: string) =>
      send('OPTIONS', '/mcp', {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, mcp-protocol-version',
      });
    const allowed = await ask('https://inspector.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'https://inspector.example',
      'access-control-allow-headers': 'content-type,mcp-protocol-version',
    });
    expect((await ask('http://localhost:3000')).headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('a body at its limit is read, one byte more is 413, with and without a length, and audited [C1]', async () => {
    const fits = rpc(1, 1_000 - rpc(1).length);
    expect(Buffer.byteLength(fits)).toBe(1_000);
    expect((await send('POST', '/mcp', json, fits)).status).toBe(200);
    expect((await send('POST', '/mcp', json, `${fits} `)).status).toBe(413);
    expect((await send('POST', '/mcp', { ...json, 'transfer-encoding': 'chunked' }, `${fits} `)).status).toBe(413);
    expect(guards.records.filter(({ rejection }) => rejection?.reason === 'body_size')).toHaveLength(2);
    expect(guards.records.at(-1)?.rejection).toMatchObject({ status: 413, address: '127.0.0.1' });
  });

  test('health names the version, ready names what is wrong and which guards are on [A12]', async () => {
    expect(JSON.parse((await send('GET', '/health')).body)).toMatchObject({ status: 'ok', version: '1.2.3' });
    const ready = await send('GET', '/ready');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.body)).toEqual({
      ready: false,
      auth: 'none-on-loopback',
      audit: 'recording',
      scrub: 'plain',
      checks: { audit: 'ok', upstream: 'is away' },
    });
  });

  test('metrics count calls by tool and error, and never name a tool that does not exist [A12]', async () => {
    const client = await connectClient('sdk-2-auto', { kind: 'http', url: http.url });
    await client.call('echo_note', { note: 'x' });
    await client.call('echo_canary_name');
    await client.close();
    const { body } = await send('GET', '/metrics');
    expect(body).toMatch(/mcp_server_operation_duration_bucket\{[^}]*gen_ai_tool_name="echo_note"/);
    expect(body).toContain('error_type="UNKNOWN_TOOL"');
    expect(body).toContain('service_name="fixture"');
    expect(body).not.toContain('echo_canary_name');
  });

  test.each([
    ['GET', '/sse', 410],
    ['POST', '/messages', 410],
    ['GET', '/mcp', 405],
    ['DELETE', '/mcp', 405],
  ])('%s %s tells a client of the removed transport what to do [A10]', async (method, path, status) => {
    const reply = await send(method, path);
    expect(reply.status).toBe(status);
    expect(reply.body).toContain('Streamable HTTP');
  });

  test.each([
    ['not JSON', '{'],
    ['an empty body', ''],
    ['an array of nothing', '[]'],
    ['deep nesting', '['.repeat(400) + ']'.repeat(400)],
    ['a huge id', '{"jsonrpc":"2.0","id":1e999,"method":"ping"}'],
  ])('%s is refused with 400 and no internals [A7]', async (_name, body) => {
    const reply = await send('POST', '/mcp', json, body);
    expect(reply.status).toBe(400);
    expect(reply.body).not.toMatch(/node_modules|at .*\.(ts|js|mjs):\d|Error:/);
  });

  test('secure headers are set and no server software is named', async () => {
    const { headers } = await send('GET', '/health');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('without authentication it will not bind beyond this machine [A10]', async () => {
    await expect(listen(server, { kind: 'http', port: 0, host: '0.0.0.0' })).rejects.toThrow('bind to 127.0.0.1');
  });
});
