import { createWorker } from '../worker.ts';
import type { Env } from '../env.ts';
import { testEnv, testPin } from './test-env.ts';

const origin = 'https://codegen.example.com';
const redirectUri = 'http://127.0.0.1:3999/callback';

/** The Worker as a browser and a client at one address see it, with a clock that can be set. */
export interface TestBrowser {
  readonly clock: { now: number };
  readonly lines: readonly string[];
  /** A request to the Worker, with the cookies of this browser; cookies it sets are kept. Redirects are not followed. */
  request(path: string, init?: RequestInit & { readonly withoutCookies?: boolean }): Promise<Response>;
  /** Registers a client. */
  register(): Promise<string>;
  /** Opens the page for the client and reads the handle of its form. */
  openPage(clientId: string, scope?: string): Promise<string>;
  /** Sends the form of the page. */
  sendForm(
    form: Readonly<Record<string, string | readonly string[]>>,
    init?: { readonly withoutCookies?: boolean },
  ): Promise<Response>;
  /** Everything from registration to a pair of tokens. */
  login(scope?: string): Promise<Tokens>;
  /** A request to the token endpoint. */
  token(form: Readonly<Record<string, string>>): Promise<Response>;
}

/** What the token endpoint answered. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly clientId: string;
}

/** `address` is what the edge says the browser's is. Each test takes its own: attempts are counted by it. */
export function openBrowser(address: string, env: Partial<Env> = {}): TestBrowser {
  const clock = { now: Date.now() };
  const lines: string[] = [];
  const worker = createWorker({
    now: () => clock.now,
    fetch: (...args) => fetch(...args),
    write: (line) => lines.push(line),
  });
  const bindings = testEnv(env);
  const cookies = new Map<string, string>();

  const browser: TestBrowser = {
    clock,
    lines,
    async request(path, { withoutCookies = false, ...init } = {}) {
      const headers = new Headers(init.headers);
      headers.set('cf-connecting-ip', address);
      headers.set('host', 'codegen.example.com');
      if (!withoutCookies && cookies.size > 0)
        headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      const body = init.body instanceof URLSearchParams ? init.body.toString() : init.body;
      if (typeof body === 'string') headers.set('content-length', String(new TextEncoder().encode(body).length));
      if (init.body instanceof URLSearchParams) headers.set('content-type', 'application/x-www-form-urlencoded');
      const request = new Request(`${origin}${path}`, {
        ...init,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      const context = {
        waitUntil: () => {},
        passThroughOnException: () => {},
        props: {},
      } as unknown as ExecutionContext;
      const response = await worker.fetch(request, bindings, context);
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value === '' || /max-age=0/i.test(cookie)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
    async register() {
      const response = await browser.request('/register', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          client_name: 'Test <b>client</b>',
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
        }),
      });
      return (await response.json<{ readonly client_id: string }>()).client_id;
    },
    async openPage(clientId, scope = 'codegen:generate codegen:read') {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state: 'state-1',
        code_challenge: await challengeOf(verifier),
        code_challenge_method: 'S256',
      });
      const page = await (await browser.request(`/authorize?${query.toString()}`)).text();
      return readHandle(page);
    },
    sendForm(form, init = {}) {
      const body = new URLSearchParams();
      for (const [name, values] of Object.entries(form)) for (const value of [values].flat()) body.append(name, value);
      return browser.request('/authorize', { method: 'POST', body, ...init });
    },
    async login(scope = 'codegen:generate codegen:read') {
      const clientId = await browser.register();
      const handle = await browser.openPage(clientId, scope);
      const allowed = await browser.sendForm({
        handle,
        decision: 'allow',
        pin: testPin,
        scope: scope.split(' ').filter((name) => name !== ''),
      });
      const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
      const response = await browser.token({
        grant_type: 'authorization_code',
        code,
        client_id: clientId,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      });
      return { ...(await response.json<Omit<Tokens, 'clientId'>>()), clientId };
    },
    token: (form) => browser.request('/token', { method: 'POST', body: new URLSearchParams(form) }),
  };
  return browser;
}

const verifier = 'v'.repeat(64);

async function challengeOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The handle in the form of a page; empty where there is none. */
export function readHandle(page: string): string {
  return /name="handle" value="([^"]*)"/.exec(page)?.[1] ?? '';
}

/** The events of attempts to be let in, as the audit log has them. */
export function eventsOf({ lines }: Pick<TestBrowser, 'lines'>): readonly Record<string, unknown>[] {
  return lines
    .filter((line) => line.includes('"phase":"outcome"'))
    .map((line) => (JSON.parse(line) as { response: { value: Record<string, unknown> } }).response.value)
    .filter(({ event }) => event === 'auth_event');
}
