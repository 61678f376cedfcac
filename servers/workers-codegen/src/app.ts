import { createServer } from '@mcp-chassis/server-kit';
import { authorize } from './auth/authorize.ts';
import { createConsentClock } from './auth/consent-clock.ts';
import { createOAuth } from './auth/create-oauth.ts';
import { boundRegistration } from './auth/register.ts';
import { knownOf, visitorOf } from './auth/visitor.ts';
import { createDeps } from './deps.ts';
import type { Env } from './env.ts';
import { addressKey } from './limits/address-key.ts';
import type { Runtime } from './runtime.ts';
import { serverSpec } from './server-spec.ts';

/** The Worker with one environment. */
export interface App {
  fetch(request: Request, ctx: ExecutionContext): Promise<Response>;
}

/** How long a caller waits that made too many requests, in seconds: the window of the `REQUESTS` binding. */
const requestWindowSeconds = 60;

/**
 * Puts the server together for an environment: a limit per address, the OAuth server, and MCP behind it.
 *
 * @throws Error that names the variables that are wrong.
 */
export function createApp(env: Env, runtime: Runtime): App {
  const deps = createDeps(env, runtime);
  const server = createServer(serverSpec(deps));
  const publicUrl = deps.config.PUBLIC_URL;
  const page = {
    pin: deps.config.PIN,
    owner: deps.config.OWNER,
    attempts: env.PIN_ATTEMPTS,
    consents: createConsentClock(env.OAUTH_KV, runtime.now),
    events: deps.events,
  };
  const registration = { registrations: env.REGISTRATIONS, events: deps.events };
  const oauth = createOAuth({
    publicUrl,
    mcp: async (request, ctx) =>
      server.fetch(request, env, {
        waitUntil: (work) => ctx.waitUntil(work),
        props: { ...(ctx.props as object), scope: ctx.auth?.scope ?? [] },
      }),
    authorize: (request, helpers) => authorize(request, helpers, visitorOf(request), page),
    rest: async (request, ctx) => server.fetch(request, env, { waitUntil: (work) => ctx.waitUntil(work) }),
  });

  return {
    async fetch(request, ctx) {
      const url = new URL(request.url);
      const visitor = visitorOf(request);
      const { success: mayAsk } = await env.REQUESTS.limit({ key: addressKey(visitor.address) });
      if (!mayAsk) {
        server.reject({ reason: 'rate_limited', status: 429, ...knownOf(visitor) });
        return Response.json(
          { error: 'Too many requests from this address.' },
          { status: 429, headers: { 'retry-after': String(requestWindowSeconds) } },
        );
      }
      if (url.host !== new URL(publicUrl).host) {
        server.reject({ reason: 'host', status: 403, ...knownOf(visitor) });
        return Response.json({ error: 'This server is not reached by this name.' }, { status: 403 });
      }
      const isRegistration = request.method === 'POST' && url.pathname === '/register';
      const passed = isRegistration ? await boundRegistration(request, visitor, registration) : request;
      if (passed instanceof Response) return passed;
      const response = await oauth.fetch(passed, { ...env } as never, ctx);
      if (response.status === 401 && url.pathname.startsWith('/mcp')) {
        await deps.events.record({
          attempt: 'token',
          result: 'failure',
          reason: 'no_valid_token',
          ...knownOf(visitor),
        });
      }
      return response;
    },
  };
}
