import type { Json, JsonObject } from '@mcp-chassis/tool-kit';
import { errorMetaKey } from '../answer.ts';

/** How a test reaches a server: an address, or a program whose stdio speaks MCP. */
export type Reach =
  | { readonly kind: 'http'; readonly url: string; readonly token?: string }
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    };

/** Which client: SDK and protocol era. */
export type ClientKind = 'sdk-1' | 'sdk-2-legacy' | 'sdk-2-auto';

/** Every client the contract suite runs. */
export const clientKinds: readonly ClientKind[] = ['sdk-1', 'sdk-2-legacy', 'sdk-2-auto'];

/** What one tool call came to, the same for every client. */
export type TestAnswer =
  | { readonly ok: true; readonly value: JsonObject; readonly text: string }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly error: JsonObject };

/** A connected MCP client. */
export interface TestClient {
  readonly kind: ClientKind;
  readonly protocolVersion: string | undefined;
  listTools(): Promise<readonly JsonObject[]>;
  call(name: string, args?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<TestAnswer>;
  /** The raw result, as the SDK returns it. */
  callRaw(name: string, args?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<JsonObject>;
  close(): Promise<void>;
}

/** How one call of a `TestClient` is made. */
export interface CallOptions {
  /** Cancels the call, as the client's SDK does it. */
  readonly signal?: AbortSignal;
  /** Asks for progress notifications. */
  readonly onProgress?: (progress: {
    progress: number;
    total?: number | undefined;
    message?: string | undefined;
  }) => void;
}

/** Reads a result or a thrown protocol error the way every client can. */
export async function readAnswer(pending: Promise<JsonObject>): Promise<TestAnswer> {
  let result: JsonObject;
  try {
    result = await pending;
  } catch (error) {
    const { data, message } = error as { data?: Json; message: string };
    if (typeof data !== 'object' || data === null || !('code' in data)) throw error;
    return { ok: false, code: String(data.code), message, error: data };
  }
  const text = ((result['content'] as readonly JsonObject[])[0]?.['text'] ?? '') as string;
  if (result['isError'] !== true) return { ok: true, value: result['structuredContent'] as JsonObject, text };
  const error = (result['_meta'] as JsonObject)[errorMetaKey] as JsonObject;
  return { ok: false, code: String(error['code']), message: text, error };
}
