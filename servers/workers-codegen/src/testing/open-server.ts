import { createServer } from '@mcp-chassis/server-kit';
import type { JsonObject } from '@mcp-chassis/tool-kit';
import { permissionNames } from '../auth/permissions.ts';
import { createDeps } from '../deps.ts';
import type { Env } from '../env.ts';
import type { Runtime } from '../runtime.ts';
import { serverSpec } from '../server-spec.ts';
import { testEnv } from './test-env.ts';

/** What one call came to. */
export type Answer =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly error: JsonObject };

/** The server behind its OAuth, called as a client with a valid token calls it. */
export interface OpenServer {
  call(name: string, args: JsonObject): Promise<Answer>;
  /** The whole text of the answer, as it came. */
  callRaw(name: string, args: JsonObject, meta?: JsonObject): Promise<string>;
  /** As `callRaw`, with arguments that are JSON already: deeper than `JSON.stringify` can go. */
  callText(name: string, json: string): Promise<string>;
  listTools(): Promise<readonly JsonObject[]>;
  /** Everything it wrote so far, line by line. */
  readonly lines: readonly string[];
  /** The last record of the audit log. */
  lastRecord(): Record<string, unknown>;
}

/** How it is opened. */
export interface OpenOptions {
  readonly env?: Partial<Env>;
  readonly runtime?: Partial<Runtime>;
  /** Default: all. */
  readonly scope?: readonly string[];
}

export function openServer({ env = {}, runtime = {}, scope = permissionNames }: OpenOptions = {}): OpenServer {
  const lines: string[] = [];
  const deps = createDeps(testEnv(env), {
    now: Date.now,
    fetch: (input, init) => fetch(input, init),
    write: (line) => lines.push(line),
    ...runtime,
  });
  const server = createServer(serverSpec(deps));
  // An agent of its own: calls are counted by agent.
  const props = {
    agent: `test-agent-${crypto.randomUUID()}`,
    owner: 'owner@example.com',
    clientId: 'test-client',
    scope,
  };

  const send = (method: string, params: JsonObject) => sendText(method, JSON.stringify(params));

  async function sendText(method: string, params: string): Promise<string> {
    const response = await server.fetch(
      new Request('https://codegen.example.com/mcp', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          host: 'codegen.example.com',
        },
        body: `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`,
      }),
      undefined,
      { waitUntil: () => {}, props },
    );
    return response.text();
  }

  return {
    lines,
    lastRecord: () =>
      JSON.parse(lines.findLast((line) => line.includes('"phase":"outcome"')) ?? '{}') as Record<string, unknown>,
    callRaw: (name, args, meta) =>
      send('tools/call', { name, arguments: args, ...(meta === undefined ? {} : { _meta: meta }) }),
    callText: (name, json) => sendText('tools/call', `{"name":"${name}","arguments":${json}}`),
    async call(name, args) {
      const { result, error } = lastMessage(await send('tools/call', { name, arguments: args })) as Reply;
      if (error !== undefined)
        return { ok: false, code: String(error.data['code']), message: error.message, error: error.data };
      if (result?.isError !== true) return { ok: true, value: result?.structuredContent ?? {} };
      const told = result._meta?.['mcp-chassis.dev/error'] ?? {};
      return { ok: false, code: String(told['code']), message: String(told['message']), error: told };
    },
    async listTools() {
      const { result } = lastMessage(await send('tools/list', {})) as {
        readonly result: { readonly tools: readonly JsonObject[] };
      };
      return result.tools;
    },
  };
}

interface Reply {
  readonly result?: {
    readonly isError?: boolean;
    readonly structuredContent?: JsonObject;
    readonly _meta?: Readonly<Record<string, JsonObject>>;
  };
  readonly error?: { readonly message: string; readonly data: JsonObject };
}

/** The last JSON-RPC message of an answer, whether it came as JSON or as events. */
function lastMessage(body: string): unknown {
  const events = body.split('\n').filter((line) => line.startsWith('data: {'));
  return JSON.parse(events.at(-1)?.slice('data: '.length) ?? body);
}
