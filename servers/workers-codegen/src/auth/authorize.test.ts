import { describe, expect, test } from 'vitest';
import { eventsOf, openBrowser, type TestBrowser } from '../testing/browser.ts';
import { testPin } from '../testing/test-env.ts';
import { withinOneMinute } from '../testing/within-one-minute.ts';

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
    const { browser, statuses, sixth } = await withinOneMinute(async (turn) => {
      const browser = openBrowser(`192.0.2.${28 + 100 * turn}`);
      const statuses: number[] = [];
      for (let i = 0; i < 5; i += 1)
        statuses.push((await browser.sendForm({ handle: await pageOf(browser), decision: 'allow', pin: 'x' })).status);
      const handle = await pageOf(browser);
      const sixth = await browser.sendForm({ handle, decision: 'allow', pin: testPin, scope: 'codegen:read' });
      return { browser, statuses, sixth };
    });
    expect([...statuses, sixth.status]).toEqual([401, 401, 401, 401, 401, 429]);
    expect(sixth.headers.get('retry-after')).toBe('60');
    expect(await sixth.text()).toContain('Try again in 60 seconds.');
    expect(eventsOf(browser).at(-1)).toMatchObject({ reason: 'rate_limited' });
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
    expect(page).toContain('<bdi>Test &lt;b&gt;client&lt;/b&gt;</bdi>');
    expect(page).toContain('<strong><bdi>127.0.0.1</bdi></strong>');
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
