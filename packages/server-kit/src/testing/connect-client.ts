import { Client as V2Client, StreamableHTTPClientTransport as V2Http } from '@modelcontextprotocol/client';
import { StdioClientTransport as V2Stdio } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Stdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as V1Http } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import type { JsonObject } from '@mcp-chassis/tool-kit';
import { readAnswer, type CallOptions, type ClientKind, type Reach, type TestClient } from './test-client.ts';

const identity = { name: 'mcp-chassis-test', version: '1.0.0' };

/** Connects a real MCP client. Close it: over stdio its server ends with it. */
export function connectClient(kind: ClientKind, reach: Reach): Promise<TestClient> {
  return kind === 'sdk-1' ? connectV1(reach) : connectV2(kind, reach);
}

async function connectV1(reach: Reach): Promise<TestClient> {
  const client = new V1Client(identity);
  const transport =
    reach.kind === 'http'
      ? new V1Http(new URL(reach.url), { requestInit: { headers: headersOf(reach) } })
      : new V1Stdio(program(reach));
  await client.connect(transport);
  const callRaw = (name: string, args: Readonly<Record<string, unknown>> = {}, options: CallOptions = {}) =>
    client.callTool({ name, arguments: args }, undefined, requestOptions(options)) as Promise<JsonObject>;
  return {
    kind: 'sdk-1',
    protocolVersion: (transport as { protocolVersion?: string }).protocolVersion,
    listTools: async () => (await client.listTools()).tools as unknown as readonly JsonObject[],
    call: (name, args, options) => readAnswer(callRaw(name, args, options)),
    callRaw,
    close: () => client.close(),
  };
}

async function connectV2(kind: 'sdk-2-legacy' | 'sdk-2-auto', reach: Reach): Promise<TestClient> {
  const client = new V2Client(identity, { versionNegotiation: { mode: kind === 'sdk-2-auto' ? 'auto' : 'legacy' } });
  const transport =
    reach.kind === 'http'
      ? new V2Http(new URL(reach.url), { requestInit: { headers: headersOf(reach) } })
      : new V2Stdio(program(reach));
  await client.connect(transport);
  const callRaw = (name: string, args: Readonly<Record<string, unknown>> = {}, options: CallOptions = {}) =>
    client.callTool({ name, arguments: args }, requestOptions(options)) as unknown as Promise<JsonObject>;
  return {
    kind,
    protocolVersion: client.getNegotiatedProtocolVersion(),
    listTools: async () => (await client.listTools()).tools as unknown as readonly JsonObject[],
    call: (name, args, options) => readAnswer(callRaw(name, args, options)),
    callRaw,
    close: () => client.close(),
  };
}

function headersOf({ token }: { readonly token?: string }): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function program({ command, args, env }: Extract<Reach, { kind: 'stdio' }>) {
  return { command, args: [...args], stderr: 'ignore' as const, ...(env === undefined ? {} : { env: { ...env } }) };
}

function requestOptions({ signal, onProgress }: CallOptions) {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onprogress: onProgress }),
  };
}
