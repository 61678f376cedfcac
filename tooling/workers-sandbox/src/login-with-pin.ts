import { createHash, randomBytes } from 'node:crypto';

/** Where a login goes, and with what. */
export interface LoginOptions {
  /** Where the Worker serves, without a path. */
  readonly url: string;
  readonly pin: string;
  /** Default: all that the server knows. */
  readonly scope?: readonly string[];
  /** Told each step, for a person. */
  readonly log?: (step: string) => void;
}

/** Tokens of a login. */
export interface LoginTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
  readonly clientId: string;
}

const redirectUri = 'http://127.0.0.1:1/callback';

/** What a client and a person with a browser do together: registration, the page, the PIN, the token. */
export async function loginWithPin(options: LoginOptions): Promise<LoginTokens> {
  const { url, pin, scope = ['codegen:generate', 'codegen:read'], log = () => {} } = options;
  const { client_id: clientId } = await json<{ client_id: string }>(
    await fetch(`${url}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_name: 'Guided tour',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'none',
      }),
    }),
  );
  log(`registered as client ${clientId}`);

  const verifier = randomBytes(48).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scope.join(' '),
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await fetch(`${url}/authorize?${query}`);
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const handle = /name="handle" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
  log('opened the page that asks for the PIN');

  const form = new URLSearchParams({ handle, pin, decision: 'allow' });
  for (const name of scope) form.append('scope', name);
  const allowed = await fetch(`${url}/authorize`, {
    method: 'POST',
    headers: { cookie },
    body: form,
    redirect: 'manual',
  });
  const code = new URL(allowed.headers.get('location') ?? `${url}/no-redirect`).searchParams.get('code');
  if (code === null) throw new Error(`the page did not let the client in: HTTP ${allowed.status}`);
  log('entered the PIN; the page sent a code to the client');

  const tokens = await json<{ access_token: string; refresh_token: string; expires_in: number }>(
    await fetch(`${url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        client_id: clientId,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    }),
  );
  log(`changed the code for a token that expires in ${tokens.expires_in / 60} minutes`);
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresInSeconds: tokens.expires_in,
    clientId,
  };
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${new URL(response.url).pathname} answered HTTP ${response.status}`);
  return (await response.json()) as T;
}
