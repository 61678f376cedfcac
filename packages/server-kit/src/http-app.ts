import { isToolError, ToolError, type Principal } from '@mcp-chassis/tool-kit';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { isAllowedHost, isAllowedOrigin } from './allow-lists.ts';
import { describeError } from './describe-error.ts';
import type { DescribeCaller } from './http-caller.ts';
import type { ChassisServer } from './server.ts';

/** Largest request body in bytes unless the spec says otherwise: 1 MiB. */
const defaultMaxBodyBytes = 1_048_576;
const longestUserAgent = 256;

/**
 * The HTTP face: `/mcp`, `/health`, `/ready`. What is answered with an HTTP status is answered here, before a call
 * exists: Host and Origin (403), body size (413), authentication (401, 403). Each leaves a rejection in the audit log.
 */
export function createHttpApp(server: ChassisServer, describeCaller: DescribeCaller): Hono {
  const app = new Hono();
  const limits = server.http;

  const callerOf = (context: Context) => {
    const { address } = describeCaller(context.req.raw, context.env);
    const userAgent = context.req.header('user-agent')?.slice(0, longestUserAgent);
    return { ...(address === undefined ? {} : { address }), ...(userAgent === undefined ? {} : { userAgent }) };
  };
  type Reason = Parameters<ChassisServer['reject']>[0]['reason'];
  const refuse = (context: Context, status: 401 | 403 | 413, reason: Reason, message: string) => {
    server.reject({ reason, status, ...callerOf(context) });
    return context.json(rpcError(-32_000, message), status);
  };

  app.use(secureHeaders());
  app.use(async (context, next) => {
    // A request line with a host of its own (absolute form) overrides the Host header: both must be allowed.
    const hosts = [context.req.header('host'), new URL(context.req.url).host];
    if (!hosts.every((host) => isAllowedHost(host, limits.allowedHosts ?? []))) {
      return refuse(context, 403, 'host', 'This Host is not allowed. Add it to the allowed hosts of the server.');
    }
    if (!isAllowedOrigin(context.req.header('origin'), limits.allowedOrigins ?? [])) {
      return refuse(context, 403, 'origin', 'This Origin is not allowed. Add it to the allowed origins of the server.');
    }
    return next();
  });

  // Only for origins that were named: a page that happens to be served from this machine gets no CORS headers.
  const named = new Set(limits.allowedOrigins);
  app.use('/mcp', cors({ origin: (origin) => (named.has(origin) ? origin : null), allowMethods: ['POST'] }));

  app.get('/health', (context) => context.json(server.health()));
  app.get('/ready', async (context) => {
    const readiness = await server.readiness();
    return context.json(readiness, readiness.ready ? 200 : 503);
  });
  const { metrics } = server;
  if (metrics !== undefined) app.get('/metrics', async (context) => context.text(await metrics.render()));

  const maxBytes = limits.maxBodyBytes ?? defaultMaxBodyBytes;
  app.use(
    '/mcp',
    bodyLimit({
      maxSize: maxBytes,
      onError: (context) =>
        refuse(context, 413, 'body_size', `The request body is over the limit of ${maxBytes} bytes.`),
    }),
  );
  app.all('/mcp', async (context) => {
    const caller = callerOf(context);
    const { props, waitUntil } = describeCaller(context.req.raw, context.env);
    const token = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    let principal: Principal;
    try {
      principal = await server.authenticate({
        transport: 'http',
        ...(token === undefined ? {} : { token }),
        ...(caller.address === undefined ? {} : { address: caller.address }),
        ...(props === undefined ? {} : { props }),
      });
    } catch (error) {
      const { code, message } = isToolError(error) ? error : new ToolError('UNAUTHENTICATED', 'Authentication failed.');
      if (code === 'FORBIDDEN') return refuse(context, 403, 'forbidden', message);
      context.header('www-authenticate', 'Bearer');
      return refuse(context, 401, 'unauthenticated', message);
    }
    if (context.req.method === 'GET' || context.req.method === 'DELETE') return noSession(context);
    const response = await server.engine.fetch(context.req.raw, {
      principal,
      source: { transport: 'http', ...caller },
      ...(waitUntil === undefined ? {} : { waitUntil }),
    });
    // Keeping the connection is not the engine's to say: a client's `Connection: close` and a shutdown must hold.
    response.headers.delete('connection');
    return response;
  });

  app.all('/sse', (context) => context.json(removedTransport, 410));
  app.all('/messages', (context) => context.json(removedTransport, 410));
  app.notFound((context) => context.json({ error: 'There is nothing here. MCP is at /mcp.' }, 404));
  app.onError((error, context) => {
    server.log.error({ error: describeError(error) }, 'an HTTP request failed');
    return context.json(rpcError(-32_603, 'Internal error'), 500);
  });
  return app;
}

const removedTransport = {
  error:
    'The HTTP+SSE transport was removed from MCP. Use Streamable HTTP: set the client’s transport to "http" (or "streamable-http") and its URL to /mcp.',
};

/** Serving is stateless: there is no session to listen to or to delete. */
function noSession(context: Context): Response {
  const message = `This server keeps no sessions: POST each request to /mcp. ${removedTransport.error}`;
  return context.json(rpcError(-32_000, message), 405, { allow: 'POST' });
}

function rpcError(code: number, message: string) {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}
