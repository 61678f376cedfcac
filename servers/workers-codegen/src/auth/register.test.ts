import { expect, test } from 'vitest';
import { eventsOf, openBrowser, type TestBrowser } from '../testing/browser.ts';
import { testEnv } from '../testing/test-env.ts';
import { withinOneMinute } from '../testing/within-one-minute.ts';

const metadata = { redirect_uris: ['http://127.0.0.1:3999/callback'], token_endpoint_auth_method: 'none' };

const register = (browser: TestBrowser, body: string) =>
  browser.request('/register', { method: 'POST', headers: { 'content-type': 'application/json' }, body });

const sized = (bytes: number) => {
  const empty = JSON.stringify({ ...metadata, client_name: '' });
  return JSON.stringify({ ...metadata, client_name: 'x'.repeat(bytes - empty.length) });
};

test('an address may register ten clients a minute; the next is 429, says when to try again, and is an event [I4, I8]', async () => {
  const { browser, statuses, next } = await withinOneMinute(async (turn) => {
    const browser = openBrowser(`192.0.2.${60 + 100 * turn}`);
    const statuses: number[] = [];
    for (let i = 0; i < 10; i += 1) statuses.push((await register(browser, JSON.stringify(metadata))).status);
    return { browser, statuses, next: await register(browser, JSON.stringify(metadata)) };
  });
  expect(new Set(statuses)).toEqual(new Set([201]));
  expect([next.status, next.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await next.text()).toContain('Try again in 60 seconds.');
  expect(eventsOf(browser)).toEqual([
    { event: 'auth_event', attempt: 'register', result: 'failure', reason: 'rate_limited' },
  ]);
  expect((await register(openBrowser('192.0.2.61'), JSON.stringify(metadata))).status).toBe(201);
});

test.each([
  [8_191, 201],
  [8_192, 201],
  [8_193, 413],
])('metadata of %i bytes is %i [I4]', async (bytes, status) => {
  const browser = openBrowser('192.0.2.62');
  expect((await register(browser, sized(bytes))).status).toBe(status);
  expect(eventsOf(browser).map(({ reason }) => reason)).toEqual(status === 413 ? ['too_large'] : []);
});

test('what is too long is not read to its end, whatever length it claims [I4]', async () => {
  const browser = openBrowser('192.0.2.63');
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(4_096));
    },
  });
  expect((await browser.request('/register', { method: 'POST', body })).status).toBe(413);
  expect(pulled).toBeLessThan(8);
});

test('a client that is not used is forgotten after 30 days [I4]', async () => {
  const browser = openBrowser('192.0.2.64');
  const before = Math.floor(Date.now() / 1_000);
  const clientId = await browser.register();
  const { keys } = await testEnv().OAUTH_KV.list({ prefix: `client:${clientId}` });
  const left = (keys[0]?.expiration ?? 0) - before;
  expect(left).toBeGreaterThanOrEqual(2_591_990);
  expect(left).toBeLessThanOrEqual(2_592_010);
});
