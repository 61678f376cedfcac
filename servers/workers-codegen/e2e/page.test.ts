import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectClient } from '@mcp-chassis/server-kit/testing';
import { openObservedWorker, type ObservedWorker } from './observed-worker.fixture.ts';

const executablePath = '/usr/bin/chromium';
const pin = 'correct horse battery';
const verifier = randomBytes(48).toString('base64url');

/** The client: it registers, and waits for the code at its redirect. */
interface TestClient {
  readonly redirectUri: string;
  authorizeUrl(scope?: string): Promise<string>;
  /** Address the browser was last sent to. */
  received(): URL | undefined;
  tokenFor(code: string): Promise<string>;
}

describe('the page in Chromium', () => {
  beforeEach(({ skip }) => skip(!existsSync(executablePath), 'chromium is not installed'));

  let worker: ObservedWorker;
  let browser: Browser;
  let callback: Server;
  let last: URL | undefined;
  let context: BrowserContext;
  let page: Page;
  let visitors = 0;

  beforeAll(async () => {
    if (!existsSync(executablePath)) return;
    worker = await openObservedWorker(pin);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    callback = createServer((request, response) => {
      if (request.url?.startsWith('/callback') === true) last = new URL(request.url, 'http://127.0.0.1');
      response.end('done');
    });
    await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser?.close();
    callback?.close();
    await worker?.close();
  });
  beforeEach(async () => {
    last = undefined;
    // Attempts are counted by address. The edge says which it is; here the browser may.
    visitors += 1;
    context = await browser.newContext({
      viewport: { width: 360, height: 640 },
      extraHTTPHeaders: { 'cf-connecting-ip': `192.0.2.${visitors}` },
    });
    page = await context.newPage();
  });
  afterEach(() => context?.close());

  const client = (): TestClient => {
    const redirectUri = `http://127.0.0.1:${(callback.address() as AddressInfo).port}/callback`;
    let clientId = '';
    return {
      redirectUri,
      async authorizeUrl(scope = 'codegen:generate codegen:read') {
        const response = await fetch(`${worker.url}/register`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            client_name: 'Editor <img src=x onerror=alert(1)>',
            redirect_uris: [redirectUri],
            token_endpoint_auth_method: 'none',
          }),
        });
        clientId = ((await response.json()) as { client_id: string }).client_id;
        const challenge = createHash('sha256').update(verifier).digest('base64url');
        return `${worker.url}/authorize?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope, state: 's', code_challenge: challenge, code_challenge_method: 'S256' })}`;
      },
      received: () => last,
      async tokenFor(code) {
        const body = new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          client_id: clientId,
          redirect_uri: redirectUri,
          code_verifier: verifier,
        });
        return (
          (await (await fetch(`${worker.url}/token`, { method: 'POST', body })).json()) as { access_token: string }
        ).access_token;
      },
    };
  };
  const enter = async (text: string) => {
    await page.getByLabel('PIN').fill(text);
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Allow' }).click()]);
    return answer?.status();
  };

  test('a wrong PIN, the right one, a token, a call; and it passes axe and fits 360 px [I4]', async () => {
    const editor = client();
    await page.goto(await editor.authorizeUrl());
    expect(await page.getByText('Editor <img src=x onerror=alert(1)>').count()).toBe(1);
    expect(await page.getByText('127.0.0.1', { exact: true }).count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await violations(page)).toEqual([]);

    expect(await enter('not the pin')).toBe(401);
    expect(await page.getByRole('alert').textContent()).toBe('That is not the PIN.');
    expect(await violations(page)).toEqual([]);
    expect(editor.received()).toBeUndefined();

    expect(await enter(pin)).toBe(200);
    const code = editor.received()?.searchParams.get('code') ?? '';
    const token = await editor.tokenFor(code);
    const mcp = await connectClient('sdk-2-auto', { kind: 'http', url: `${worker.url}/mcp`, token });
    expect(await mcp.call('run_quick_task', { task: 'Say hello.' })).toMatchObject({
      ok: true,
      value: { tier: 'fast' },
    });
    await mcp.close();
  });

  test('a form that is foreign, too old or used lets nobody in [I4]', async () => {
    const editor = client();
    await page.goto(await editor.authorizeUrl());
    const handle = await page.locator('input[name=handle]').inputValue();
    const form = { handle, pin, decision: 'allow', scope: 'codegen:read' };

    const stranger = await browser.newContext();
    expect((await stranger.request.post(`${worker.url}/authorize`, { form })).status()).toBe(400);
    await stranger.close();

    await worker.setClockAhead(300_001);
    expect(await enter(pin)).toBe(400);
    expect(await page.getByRole('heading').textContent()).toBe('This page no longer works');
    expect(await violations(page)).toEqual([]);
    await worker.setClockAhead(0);

    await page.goto(await editor.authorizeUrl());
    const used = await page.locator('input[name=handle]').inputValue();
    expect(await enter(pin)).toBe(200);
    const again = { ...form, handle: used };
    expect((await page.request.post(`${worker.url}/authorize`, { form: again, maxRedirects: 0 })).status()).toBe(400);
  });

  test('the sixth attempt of an address is 429, the right PIN too, and says when to try again [I4]', async () => {
    // The limiter of workerd counts by the minute of the clock: all six have to be in one.
    const leftMs = 60_000 - (Date.now() % 60_000);
    if (leftMs < 10_000) await pause(leftMs);
    await page.goto(await client().authorizeUrl());
    const statuses: (number | undefined)[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) statuses.push(await enter(`wrong ${attempt}`));
    expect([...statuses, await enter(pin)]).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await page.getByText('Try again in 60 seconds.').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
  });

  test('no redirect but a registered one is followed, and no other page may frame it [I4]', async () => {
    const editor = client();
    const url = new URL(await editor.authorizeUrl());
    url.searchParams.set('redirect_uri', 'http://127.0.0.1:9/evil');
    const answer = await page.goto(url.href);
    expect([answer?.status(), new URL(page.url()).pathname]).toEqual([400, '/authorize']);

    await page.setContent(`<iframe src="${(await editor.authorizeUrl()).replaceAll('&', '&amp;')}"></iframe>`);
    const [, frame] = page.frames();
    await frame?.waitForLoadState();
    expect(await frame?.getByLabel('PIN').count()).toBe(0);
  });
});

/** What axe found. */
interface Findings {
  readonly violations: readonly { readonly id: string; readonly help: string }[];
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<Findings>('axe.run()');
  return found.violations.map(({ id, help }) => `${id}: ${help}`);
}
