import type { CallSource, Json, JsonObject, Principal, Resource, Tool } from '@mcp-chassis/tool-kit';
import { errorMetaKey, type CallAnswer } from '../answer.ts';
import type { CallPath } from '../call-path.ts';
import { requestKey } from '../running-calls.ts';
import { runCall } from '../run-call.ts';
import type { ServerSpec } from '../server-spec.ts';

/** Who is on the other end of one connection or HTTP request. */
export interface Peer {
  readonly principal: Principal;
  readonly source: Omit<CallSource, 'client'>;
  /** Keeps the runtime from ending work with the request. Absent where it would not. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** What an engine knows of one request. */
export interface RequestFacts {
  readonly id: string | number;
  /** True for HTTP before 2026-07-28: a cancel comes as a request of its own, and any client of the agent may send it. */
  readonly isCancelledApart: boolean;
  readonly protocolVersion: string;
  readonly client?: { readonly name: string; readonly version: string };
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  readonly signal: AbortSignal;
  /** Sends a progress notification with the request's token; absent when the client asked for none. */
  readonly notifyProgress?: (progress: { progress: number; total?: number; message?: string }) => void;
}

/** A result, or a protocol error for the engine to send in its SDK's own way. */
export type McpReply =
  | { readonly ok: true; readonly result: JsonObject }
  | { readonly ok: false; readonly code: number; readonly message: string; readonly data: JsonObject };

/** The server as MCP sees it, without any SDK: an engine connects it to a wire. */
export interface McpFace {
  readonly info: { readonly name: string; readonly version: string };
  readonly instructions: string | undefined;
  readonly hasResources: boolean;
  listTools(peer: Peer): Promise<readonly JsonObject[]>;
  /** Those of one fixed URI; the others are templates. */
  listResources(peer: Peer): Promise<readonly JsonObject[]>;
  listResourceTemplates(peer: Peer): Promise<readonly JsonObject[]>;
  callTool(peer: Peer, name: string, args: Json | undefined, facts: RequestFacts): Promise<McpReply>;
  readResource(peer: Peer, uri: string, facts: RequestFacts): Promise<McpReply>;
  /** A cancel notification that names a request of this peer. */
  cancel(peer: Peer, requestId: string | number): void;
}

const invalidParams = -32_602;
const longestEchoedUri = 2_048;
const textHead = /^[\x21-\x7e]{1,512}$/;

export function createMcpFace(spec: ServerSpec, path: CallPath): McpFace {
  const listings = new Map(spec.tools.map((tool) => [tool, listTool(tool)]));
  const resources = spec.resources ?? [];

  async function isListed(operation: Tool | Resource, principal: Principal): Promise<boolean> {
    if (spec.rollout !== undefined && !(await spec.rollout.isOn(operation.name, principal))) return false;
    return spec.authorize === undefined || spec.authorize.mayList(operation, principal);
  }

  async function listed<T extends Tool | Resource>(operations: readonly T[], peer: Peer): Promise<readonly T[]> {
    const flags = await Promise.all(operations.map((operation) => isListed(operation, peer.principal)));
    return operations.filter((_operation, i) => flags[i]);
  }

  function run(kind: 'tool' | 'resource', peer: Peer, name: string, received: Json, facts: RequestFacts) {
    return runCall(path, {
      kind,
      name,
      received,
      principal: peer.principal,
      source: facts.client === undefined ? peer.source : { ...peer.source, client: facts.client },
      protocolVersion: facts.protocolVersion,
      trace: traceOf(facts.meta),
      clientSignal: facts.signal,
      requestKey: facts.isCancelledApart
        ? requestKey(peer.principal.agent.id, peer.source.address, facts.id)
        : undefined,
      waitUntil: peer.waitUntil,
      isFollowed: facts.notifyProgress !== undefined,
      progress(done, total, message) {
        facts.notifyProgress?.({
          progress: done,
          ...(total === undefined ? {} : { total }),
          ...(message === undefined ? {} : { message }),
        });
      },
    });
  }

  return {
    info: { name: spec.name, version: spec.version },
    instructions: spec.instructions,
    hasResources: resources.length > 0,
    async listTools(peer) {
      const tools = await listed(spec.tools, peer);
      return tools.map((tool) => listings.get(tool) ?? {});
    },
    async listResources(peer) {
      const visible = await listed(resources.filter(isFixed), peer);
      return visible.map((resource) => ({ ...listResource(resource), uri: resource.uriTemplate }));
    },
    async listResourceTemplates(peer) {
      const visible = await listed(
        resources.filter((resource) => !isFixed(resource)),
        peer,
      );
      return visible.map((resource) => ({ ...listResource(resource), uriTemplate: resource.uriTemplate }));
    },
    async callTool(peer, name, args, facts) {
      const received = args === undefined ? {} : args;
      const answer = await run('tool', peer, name, received, facts);
      return isObject(received) ? toolReply(answer) : protocolReply(answer);
    },
    async readResource(peer, uri, facts) {
      return resourceReply(uri, await run('resource', peer, uri, uri, facts));
    },
    cancel(peer, requestId) {
      path.running.cancel(requestKey(peer.principal.agent.id, peer.source.address, requestId));
    },
  };
}

function listTool(tool: Tool): JsonObject {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: tool.inputSchema,
    outputSchema: tool.outputSchema,
    annotations: {
      title: tool.title,
      readOnlyHint: tool.highestImpact === 'read',
      destructiveHint: tool.highestImpact === 'high',
    },
  };
}

const isFixed = ({ uriTemplate }: Resource) => !uriTemplate.includes('{');

function listResource({ name, title, description }: Resource): JsonObject {
  return { name, title, description, mimeType: 'application/json' };
}

function toolReply(answer: CallAnswer): McpReply {
  switch (answer.kind) {
    case 'value':
      return {
        ok: true,
        result: { content: [{ type: 'text', text: answer.text }], structuredContent: answer.value },
      };
    case 'error':
      return {
        ok: true,
        result: {
          content: [{ type: 'text', text: answer.text }],
          isError: true,
          _meta: { [errorMetaKey]: answer.error },
        },
      };
    case 'unknown-operation':
      return { ok: false, code: invalidParams, message: answer.message, data: answer.data };
  }
}

/** Of arguments that are no object: to MCP a malformed request, whatever the tool. */
function protocolReply(answer: CallAnswer): McpReply {
  return answer.kind === 'error' ? refused(answer) : toolReply(answer);
}

const refused = ({ text, error }: Extract<CallAnswer, { kind: 'error' }>): McpReply => ({
  ok: false,
  code: invalidParams,
  message: text,
  data: error,
});

const isObject = (value: Json) => typeof value === 'object' && value !== null && !Array.isArray(value);

function resourceReply(uri: string, answer: CallAnswer): McpReply {
  switch (answer.kind) {
    case 'value':
      return { ok: true, result: { contents: [{ uri, mimeType: 'application/json', text: answer.text }] } };
    case 'error':
      return refused(answer);
    case 'unknown-operation':
      return { ok: false, code: invalidParams, message: answer.message, data: { ...answer.data, ...echoed(uri) } };
  }
}

/** The specification asks for the URI that was not found; a caller gets no megabyte back. */
const echoed = (uri: string) => (uri.length > longestEchoedUri ? {} : { uri });

function traceOf(meta: RequestFacts['meta']): { traceparent?: string; tracestate?: string } {
  if (meta === undefined) return {};
  const header = (key: string) => {
    const value = meta[key];
    return typeof value === 'string' && textHead.test(value) ? { [key]: value } : {};
  };
  return { ...header('traceparent'), ...header('tracestate') };
}
