import {
  CLIENT_INFO_META_KEY,
  createMcpHandler,
  PROTOCOL_VERSION_META_KEY,
  ProtocolError,
  Server,
  type AuthInfo,
  type CallToolResult,
  type JSONRPCRequest,
  type ListResourcesResult,
  type ListResourceTemplatesResult,
  type ListToolsResult,
  type McpServerFactory,
  type ReadResourceResult,
  type ServerContext,
  type StandardSchemaV1,
} from '@modelcontextprotocol/server';
import type { Json } from '@mcp-chassis/tool-kit';
import type { EngineFactory } from './engine.ts';
import type { McpFace, McpReply, Peer, RequestFacts } from './mcp-face.ts';

/** Connects a face to `@modelcontextprotocol/server` 2.x, which serves both protocol eras from one factory. */
export const v2Engine: EngineFactory = (face, onError) => {
  const handler = createMcpHandler((context) => createV2Server(face, peerOf(context.authInfo)), { onerror: onError });
  return {
    name: '@modelcontextprotocol/server',
    fetch: (request, peer) => handler.fetch(request, { authInfo: withPeer(peer) }),
    close: () => handler.close(),
  };
};

/** For stdio: one server per connection, of whichever era the client opens with. */
export const v2ConnectionFactory =
  (face: McpFace, peer: Peer): McpServerFactory =>
  () =>
    createV2Server(face, peer);

const withPeer = (peer: Peer): AuthInfo => ({
  token: '',
  clientId: peer.principal.agent.id,
  scopes: [],
  extra: { peer },
});

function peerOf(authInfo: AuthInfo | undefined): Peer {
  const peer = authInfo?.extra?.['peer'];
  if (peer === undefined) throw new Error('the MCP handler was reached without a peer');
  return peer as Peer;
}

function createV2Server(face: McpFace, peer: Peer): Server {
  const server = new PlainServer(face.info, {
    capabilities: { tools: {}, ...(face.hasResources ? { resources: {} } : {}) },
    ...(face.instructions === undefined ? {} : { instructions: face.instructions }),
  });
  server.setRequestHandler(
    'tools/list',
    async () => ({ tools: await face.listTools(peer) }) as unknown as ListToolsResult,
  );
  server.setRequestHandler('tools/call', { params: asReceived }, async (params, ctx) => {
    const { name, args } = readToolCall(params);
    return unwrap<CallToolResult>(await face.callTool(peer, name, args, factsOf(server, ctx)));
  });
  if (face.hasResources) {
    server.setRequestHandler(
      'resources/list',
      async () => ({ resources: await face.listResources(peer) }) as unknown as ListResourcesResult,
    );
    server.setRequestHandler(
      'resources/templates/list',
      async () =>
        ({ resourceTemplates: await face.listResourceTemplates(peer) }) as unknown as ListResourceTemplatesResult,
    );
    server.setRequestHandler('resources/read', async (request, ctx) =>
      unwrap<ReadResourceResult>(await face.readResource(peer, request.params.uri, factsOf(server, ctx))),
    );
  }
  if (peer.source.transport === 'http') {
    // Over HTTP a 2025-era cancel comes as a request of its own, to a server of its own.
    server.setNotificationHandler('notifications/cancelled', ({ params }) => {
      if (params.requestId !== undefined) face.cancel(peer, params.requestId);
    });
  }
  return server;
}

/** Leaves out what the SDK does about `tools/call`: its general schemas read each request and result, on top of the tool's own. */
class PlainServer extends Server {
  protected override _wrapHandler(...[method, handler]: Parameters<Server['_wrapHandler']>) {
    return method === 'tools/call' ? handler : super._wrapHandler(method, handler);
  }
}

type Params = NonNullable<JSONRPCRequest['params']>;

/** Parameters as they came. */
const asReceived: StandardSchemaV1<Params> = {
  '~standard': { version: 1, vendor: 'mcp-chassis', validate: (params) => ({ value: (params ?? {}) as Params }) },
};

/**
 * Whatever they are, they make a call: what is wrong with them is told, and recorded, as for any other arguments. Of a name
 * that is no text only its type is: rendered, it could be deeper than the stack, and as one text it is not scrubbed by field.
 */
function readToolCall({ name, arguments: args }: Params): { readonly name: string; readonly args: Json | undefined } {
  return { name: typeof name === 'string' ? name : `(${typeof name})`, args: args as Json | undefined };
}

function unwrap<T>(reply: McpReply): T {
  if (reply.ok) return reply.result as T;
  throw new ProtocolError(reply.code, reply.message, reply.data);
}

function factsOf(server: Server, { mcpReq, http }: ServerContext): RequestFacts {
  const envelope = mcpReq.envelope as Readonly<Record<string, unknown>> | undefined;
  const client = (envelope?.[CLIENT_INFO_META_KEY] ?? server.getClientVersion()) as RequestFacts['client'];
  const version =
    envelope?.[PROTOCOL_VERSION_META_KEY] ??
    server.getNegotiatedProtocolVersion() ??
    http?.req?.headers.get('mcp-protocol-version');
  const token = mcpReq._meta?.progressToken;
  return {
    id: mcpReq.id,
    isCancelledApart: http !== undefined && envelope === undefined,
    protocolVersion: typeof version === 'string' ? version : 'unknown',
    ...(client === undefined ? {} : { client: { name: client.name, version: client.version } }),
    meta: mcpReq._meta,
    signal: mcpReq.signal,
    ...(token === undefined
      ? {}
      : {
          notifyProgress(progress) {
            void mcpReq
              .notify({ method: 'notifications/progress', params: { ...progress, progressToken: token } })
              .catch(() => {});
          },
        }),
  };
}
