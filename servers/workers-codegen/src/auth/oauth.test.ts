import { describe, expect, test } from 'vitest';
import { openBrowser, readHandle, type TestBrowser } from '../testing/browser.ts';
import { openServer } from '../testing/open-server.ts';
import { testPin } from '../testing/test-env.ts';

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
const events = (browser: TestBrowser) =>
  browser.lines
    .filter((line) => line.includes('"phase":"outcome"'))
    .map((line) => (JSON.parse(line) as { response: { value: Record<string, unknown> } }).response.value)
    .filter(({ event }) => event === 'auth_event');

describe('without a token', () => {
  test('/mcp is 401 with a pointer to the metadata, and an event [I4, I8, B2]', async () => {
    const browser = openBrowser('192.0.2.1');
    const response = await mcp(browser);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain(
      'resource_metadata="https://codegen.example.com/.well-known/oauth-protected-resource/mcp"',
    );
    expect(events(browser)).toEqual([
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
    expect(events(browser)).toEqual([
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

  test('an expired token and a revoked one are refused [I4]', async () => {
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

describe('the form', () => {
  const pageOf = async (browser: TestBrowser) => browser.openPage(await browser.register());

  test('works once [I4]', async () => {
    const browser = openBrowser('192.0.2.20');
    const handle = await pageOf(browser);
    const form = { handle, decision: 'allow', pin: testPin, scope: 'codegen:read' };
    expect((await browser.sendForm(form)).status).toBe(302);
    const again = await browser.sendForm(form);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('This page no longer works');
  });

  test('works only in the browser that opened the page [I4]', async () => {
    const browser = openBrowser('192.0.2.21');
    const form = { handle: await pageOf(browser), decision: 'allow', pin: testPin, scope: 'codegen:read' };
    expect((await browser.sendForm(form, { withoutCookies: true })).status).toBe(400);
    expect((await openBrowser('192.0.2.22').sendForm(form)).status).toBe(400);
  });

  test.each([
    [300_000, 302],
    [300_001, 400],
  ])('works for five minutes: after %i ms it is %i [I4]', async (age, status) => {
    const browser = openBrowser(`192.0.2.${age % 2 === 0 ? 23 : 24}`);
    const handle = await pageOf(browser);
    browser.clock.now += age;
    expect((await browser.sendForm({ handle, decision: 'allow', pin: testPin, scope: 'codegen:read' })).status).toBe(
      status,
    );
  });

  test('with a wrong PIN gives a new page, and the old one is used up [I4]', async () => {
    const browser = openBrowser('192.0.2.25');
    const handle = await pageOf(browser);
    const wrong = await browser.sendForm({ handle, decision: 'allow', pin: 'x' });
    expect(await wrong.text()).toContain('That is not the PIN.');
    expect((await browser.sendForm({ handle, decision: 'allow', pin: testPin })).status).toBe(400);
  });

  test.each([
    ['no handle', { decision: 'allow', pin: testPin }],
    ['a handle that was never given', { handle: 'x'.repeat(40), decision: 'allow', pin: testPin }],
    ['a scope that does not exist', { decision: 'allow', pin: testPin, scope: 'admin:all' }],
  ])('with %s is refused [I4]', async (name, form) => {
    const browser = openBrowser(`192.0.2.${30 + name.length}`);
    const handle = await pageOf(browser);
    expect((await browser.sendForm(name.includes('scope') ? { handle, ...form } : form)).status).toBe(400);
  });

  test('denied goes back to the client without a code [I4]', async () => {
    const browser = openBrowser('192.0.2.26');
    const denied = await browser.sendForm({ handle: await pageOf(browser), decision: 'deny' });
    const location = new URL(denied.headers.get('location') ?? '');
    expect([location.host, location.searchParams.get('error'), location.searchParams.get('code')]).toEqual([
      '127.0.0.1:3999',
      'access_denied',
      null,
    ]);
  });

  test('larger than 16 KiB is not read [I4]', async () => {
    const browser = openBrowser('192.0.2.27');
    const handle = await pageOf(browser);
    const sized = (bytes: number) => ({
      handle,
      decision: 'deny',
      pin: 'x'.repeat(bytes - `handle=${encodeURIComponent(handle)}&decision=deny&pin=`.length),
    });
    expect((await browser.sendForm(sized(16_385))).status).toBe(413);
    expect((await browser.sendForm(sized(16_384))).status).toBe(302);
  });

  test('of the sixth attempt in a minute is not read: 429, and when to try again [I4]', async () => {
    const browser = openBrowser('192.0.2.28');
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1)
      statuses.push((await browser.sendForm({ handle: await pageOf(browser), decision: 'allow', pin: 'x' })).status);
    const handle = await pageOf(browser);
    const sixth = await browser.sendForm({ handle, decision: 'allow', pin: testPin, scope: 'codegen:read' });
    expect([...statuses, sixth.status]).toEqual([401, 401, 401, 401, 401, 429]);
    expect(sixth.headers.get('retry-after')).toBe('60');
    expect(await sixth.text()).toContain('Try again in 60 seconds.');
    expect(events(browser).at(-1)).toMatchObject({ reason: 'rate_limited' });
  });
});

describe('the page', () => {
  test('shows the client escaped and the host of the redirect, and may not be framed [I4]', async () => {
    const browser = openBrowser('192.0.2.40');
    const clientId = await browser.register();
    await browser.openPage(clientId);
    const query = `client_id=${clientId}&redirect_uri=${encodeURIComponent('http://127.0.0.1:3999/callback')}&response_type=code&code_challenge=${'x'.repeat(43)}&code_challenge_method=S256&scope=codegen:read`;
    const response = await browser.request(`/authorize?${query}`);
    const page = await response.text();
    expect(page).toContain('Test &lt;b&gt;client&lt;/b&gt;');
    expect(page).toContain('<strong>127.0.0.1</strong>');
    expect(page).toContain('A program on your own computer.');
    expect(page).toMatch(/value="codegen:read" checked/);
    expect(page).not.toMatch(/value="codegen:generate" checked/);
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*form-action 'self' http:\/\/127.0.0.1:3999.*frame-ancestors 'none'/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['another redirect', 'redirect_uri=https%3A%2F%2Fevil.example%2F'],
    ['a redirect that only starts alike', 'redirect_uri=http%3A%2F%2F127.0.0.1%3A3999%2Fcallback.evil.example'],
    ['no redirect', ''],
    ['javascript as redirect', 'redirect_uri=javascript%3Aalert(1)'],
  ])('never sends the browser to %s [I4]', async (_name, redirect) => {
    const browser = openBrowser('192.0.2.41');
    const clientId = await browser.register();
    const response = await browser.request(
      `/authorize?client_id=${clientId}&response_type=code&${redirect}&code_challenge=${'x'.repeat(43)}&code_challenge_method=S256`,
    );
    const location = response.headers.get('location');
    expect(location === null || location.startsWith('http://127.0.0.1:3999/callback?')).toBe(true);
    expect([200, 302, 400]).toContain(response.status);
    expect(await response.text()).not.toContain('evil.example');
  });

  test('takes GET and POST alone [I4]', async () => {
    const response = await openBrowser('192.0.2.42').request('/authorize', { method: 'PUT', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});

describe('in front of everything', () => {
  test('another host name is refused [I4]', async () => {
    const browser = openBrowser('192.0.2.50', { PUBLIC_URL: 'https://other.example.com' });
    expect((await browser.request('/authorize')).status).toBe(403);
    expect((await mcp(browser, 'x')).status).toBe(403);
  });

  test('an address may make 100 requests a minute; the next is 429 and says when to try again [A14]', async () => {
    const browser = openBrowser('192.0.2.51');
    const statuses: number[] = [];
    for (let i = 0; i < 100; i += 1) statuses.push((await browser.request('/health')).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const next = await browser.request('/health');
    expect([next.status, next.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await openBrowser('192.0.2.52').request('/health')).status).toBe(200);
  });
});

test('an agent may make 60 calls a minute; the next is RATE_LIMITED, and another agent’s is not [A14]', async () => {
  const server = openServer();
  const outcomes: string[] = [];
  for (let i = 0; i < 61; i += 1) {
    const answer = await server.call('get_routing_info', {});
    outcomes.push(answer.ok ? 'ok' : answer.code);
  }
  expect(outcomes).toEqual([...Array.from({ length: 60 }, () => 'ok'), 'RATE_LIMITED']);
  expect(server.lastRecord()).toMatchObject({ limit: 'calls per agent and minute', outcome: { code: 'RATE_LIMITED' } });
  expect(await openServer().call('get_routing_info', {})).toMatchObject({ ok: true });
});
