import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  CancelledNotificationSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import type { EngineFactory } from '../engine/engine.ts';
import type { McpFace, McpReply, Peer, RequestFacts } from '../engine/mcp-face.ts';

/** Connects a face to `@modelcontextprotocol/sdk` 1.x: protocol revisions up to 2025-11-25. */
export const v1Engine: EngineFactory = (face, onError) => ({
  name: '@modelcontextprotocol/sdk',
  async fetch(request, peer) {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: false });
    const server = createV1Server(face, peer);
    server.onerror = onError;
    await server.connect(transport);
    // The transport does not look at the request's signal: without this a call outlives its client.
    request.signal.addEventListener('abort', () => void server.close().catch(onError), { once: true });
    return transport.handleRequest(request);
  },
  close: async () => {},
});

/** One server per request or stdio connection: an instance is never shared between callers. */
export function createV1Server(face: McpFace, peer: Peer): Server {
  const server = new Server(face.info, {
    capabilities: { tools: {}, ...(face.hasResources ? { resources: {} } : {}) },
    ...(face.instructions === undefined ? {} : { instructions: face.instructions }),
  });
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: (await face.listTools(peer)) as never }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) =>
    unwrap(await face.callTool(peer, params.name, params.arguments as never, factsOf(server, extra))),
  );
  if (face.hasResources) {
    server.setRequestHandler(ListResourcesRequestSchema, async () => ({
      resources: (await face.listResources(peer)) as never,
    }));
    server.setRequestHandler(ListResourceTemplatesRequestSchema, async () => ({
      resourceTemplates: (await face.listResourceTemplates(peer)) as never,
    }));
    server.setRequestHandler(ReadResourceRequestSchema, async ({ params }, extra) =>
      unwrap(await face.readResource(peer, params.uri, factsOf(server, extra))),
    );
  }
  if (peer.source.transport === 'http') {
    server.setNotificationHandler(CancelledNotificationSchema, ({ params }) => {
      if (params.requestId !== undefined) face.cancel(peer, params.requestId);
    });
  }
  return server;
}

function unwrap(reply: McpReply): Record<string, unknown> {
  if (reply.ok) return { ...reply.result };
  throw new ProtocolError(reply.code, reply.message, reply.data);
}

/** `McpError` puts its code in front of the message; both engines send the same text. */
class ProtocolError extends McpError {
  constructor(code: number, message: string, data: unknown) {
    super(code, message, data);
    this.message = message;
  }
}

function factsOf(server: Server, extra: RequestHandlerExtra<ServerRequest, ServerNotification>): RequestFacts {
  const client = server.getClientVersion();
  const header = extra.requestInfo?.headers['mcp-protocol-version'];
  const token = extra._meta?.progressToken;
  return {
    id: extra.requestId,
    isCancelledApart: extra.requestInfo !== undefined,
    protocolVersion: typeof header === 'string' ? header : 'unknown',
    ...(client === undefined ? {} : { client: { name: client.name, version: client.version } }),
    meta: extra._meta,
    signal: extra.signal,
    ...(token === undefined
      ? {}
      : {
          notifyProgress(progress) {
            void extra
              .sendNotification({ method: 'notifications/progress', params: { ...progress, progressToken: token } })
              .catch(() => {});
          },
        }),
  };
}
