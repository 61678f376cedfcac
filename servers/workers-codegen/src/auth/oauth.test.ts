import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventsOf, openBrowser, readHandle, type TestBrowser } from '../testing/browser.ts';
import { openServer } from '../testing/open-server.ts';
import { testPin } from '../testing/test-env.ts';
import { withinOneMinute } from '../testing/within-one-minute.ts';

afterEach(() => {
  vi.useRealTimers();
});

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const mcp = (browser: TestBrowser, token?: string, message: unknown = list) =>
  browser.request('/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(message),
  });
describe('without a token', () => {
  test('/mcp is 401 with a pointer to the metadata, and an event [I4, I8, B2]', async () => {
    const browser = openBrowser('192.0.2.1');
    const response = await mcp(browser);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain(
      'resource_metadata="https://codegen.example.com/.well-known/oauth-protected-resource/mcp"',
    );
    expect(eventsOf(browser)).toEqual([
      { event: 'auth_event', attempt: 'token', result: 'failure', reason: 'no_valid_token' },
    ]);
    expect(browser.lines.join('')).toContain('192.0.2.1');
  });

  test.each(['', 'nonsense-token-canary', 'a:b:c'])('%j is not one, and is in no log [I4]', async (token) => {
    const browser = openBrowser('192.0.2.2');
    expect((await mcp(browser, token)).status).toBe(401);
    expect(browser.lines.join('')).not.toContain('token-canary');
  });

  test('health and readiness are open, and name the stub [I4, A12]', async () => {
    const browser = openBrowser('192.0.2.3');
    expect((await browser.request('/health')).status).toBe(200);
    expect(await (await browser.request('/ready')).json()).toMatchObject({
      ready: true,
      auth: 'oauth',
      audit_sinks: { console: 'ok' },
      checks: {
        'inference: fake-inference, a stub: no model runs': 'ok',
        'model configuration': 'ok',
        'scrubbing of input: on': 'ok',
      },
    });
  });

  test('a store that is down makes the server not ready, and it still says which model runs [A12]', async () => {
    const CONFIG = { get: async () => Promise.reject(new Error('down')) } as unknown as KVNamespace;
    const response = await openBrowser('192.0.2.4', { CONFIG }).request('/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      checks: { 'model configuration': 'cannot be read: the default models answer' },
    });
  });
});

describe('with the PIN', () => {
  test('a client gets tokens, and its calls are its own agent’s [I4, B1]', async () => {
    const browser = openBrowser('192.0.2.10');
    const first = await browser.login();
    const second = await browser.login();
    expect(first).toMatchObject({ expires_in: 3_600, scope: 'codegen:generate codegen:read' });
    const call = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'run_quick_task', arguments: { task: 'x' } },
    };
    for (const { access_token: token } of [first, second])
      expect(await (await mcp(browser, token, call)).text()).toContain('a stub: no model ran');
    const agents = browser.lines
      .map((line) => JSON.parse(line) as { operation: { name: string }; actor: { agent: string; owner: string } })
      .filter(({ operation }) => operation.name === 'run_quick_task')
      .map(({ actor }) => actor);
    expect(agents).toHaveLength(2);
    expect(new Set(agents.map(({ agent }) => agent)).size).toBe(2);
    expect(agents[0]?.agent).toContain(first.clientId);
    expect(agents[0]?.owner).toBe('codegen-team@example.com');
    for (const secret of [first.access_token, first.refresh_token, testPin])
      expect(browser.lines.join('')).not.toContain(secret);
  });

  test('success and failure are events with the address, and no PIN [I8]', async () => {
    const browser = openBrowser('192.0.2.11');
    const clientId = await browser.register();
    const handle = await browser.openPage(clientId);
    const wrong = await browser.sendForm({ handle, decision: 'allow', pin: 'wrong-pin-canary' });
    expect(wrong.status).toBe(401);
    await browser.sendForm({
      handle: readHandle(await wrong.text()),
      decision: 'allow',
      pin: testPin,
      scope: 'codegen:read',
    });
    expect(eventsOf(browser)).toEqual([
      { event: 'auth_event', attempt: 'pin', result: 'failure', reason: 'wrong_pin' },
      { event: 'auth_event', attempt: 'pin', result: 'success' },
    ]);
    expect(browser.lines.every((line) => line.includes('"address":"192.0.2.11"'))).toBe(true);
    expect(browser.lines.join('')).not.toMatch(/pin-canary/);
  });

  test('only what the person ticked is granted: nothing by default [I4]', async () => {
    const browser = openBrowser('192.0.2.12');
    const { access_token: some } = await browser.login('codegen:read');
    const names = async (token: string) =>
      [...(await (await mcp(browser, token)).text()).matchAll(/"name":"(\w+)"/g)].map(([, name]) => name);
    expect(await names(some)).toEqual(['get_routing_info']);
    const { access_token: none } = await browser.login('');
    expect(await names(none)).toEqual([]);
  });

  test('a token is refused once its hour is over [I4]', async () => {
    const browser = openBrowser('192.0.2.14');
    const { access_token: token } = await browser.login();
    const issued = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: issued + 3_595_000 });
    expect((await mcp(browser, token)).status).toBe(200);
    vi.setSystemTime(issued + 3_601_000);
    expect((await mcp(browser, token)).status).toBe(401);
  });

  test('a revoked grant takes its tokens with it [I4]', async () => {
    const browser = openBrowser('192.0.2.13');
    const tokens = await browser.login();
    expect((await mcp(browser, tokens.access_token)).status).toBe(200);
    const refreshed = await (
      await browser.token({
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token,
        client_id: tokens.clientId,
      })
    ).json<{ access_token: string; refresh_token: string }>();
    expect((await mcp(browser, refreshed.access_token)).status).toBe(200);
    await browser.token({ token: refreshed.refresh_token, client_id: tokens.clientId });
    expect((await mcp(browser, refreshed.access_token)).status).toBe(401);
    expect(
      (
        await browser.token({
          grant_type: 'refresh_token',
          refresh_token: refreshed.refresh_token,
          client_id: tokens.clientId,
        })
      ).status,
    ).toBe(400);
  });
});

describe('in front of everything', () => {
  test('another host name is refused [I4]', async () => {
    const browser = openBrowser('192.0.2.50', { PUBLIC_URL: 'https://other.example.com' });
    expect((await browser.request('/authorize')).status).toBe(403);
    expect((await mcp(browser, 'x')).status).toBe(403);
  });

  test('an address may make 100 requests a minute; the next is 429 and says when to try again [A14]', async () => {
    const { statuses, next } = await withinOneMinute(async (turn) => {
      const browser = openBrowser(`192.0.2.${51 + 100 * turn}`);
      const statuses: number[] = [];
      for (let i = 0; i < 100; i += 1) statuses.push((await browser.request('/health')).status);
      return { statuses, next: await browser.request('/health') };
    });
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect([next.status, next.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await openBrowser('192.0.2.52').request('/health')).status).toBe(200);
  });
});

test('an agent may make 60 calls a minute; the next is RATE_LIMITED, and another agent’s is not [A14]', async () => {
  const { server, outcomes } = await withinOneMinute(async () => {
    const server = openServer();
    const outcomes: string[] = [];
    for (let i = 0; i < 61; i += 1) {
      const answer = await server.call('get_routing_info', {});
      outcomes.push(answer.ok ? 'ok' : answer.code);
    }
    return { server, outcomes };
  });
  expect(outcomes).toEqual([...Array.from({ length: 60 }, () => 'ok'), 'RATE_LIMITED']);
  expect(server.lastRecord()).toMatchObject({ outcome: { code: 'RATE_LIMITED' } });
  expect(await openServer().call('get_routing_info', {})).toMatchObject({ ok: true });
});
