import type { CallSource, Json, Principal } from '@mcp-chassis/tool-kit';

/** One `tools/call` or `resources/read` as an engine hands it over, of whatever SDK, era and transport. */
export interface CallRequest {
  readonly kind: 'tool' | 'resource';
  /** The tool's name, or the resource's URI. */
  readonly name: string;
  /** The arguments as they came. */
  readonly received: Json;
  readonly principal: Principal;
  readonly source: CallSource;
  readonly protocolVersion: string;
  readonly trace: { readonly traceparent?: string; readonly tracestate?: string };
  /** Aborts when the client disconnects or cancels on its own connection. */
  readonly clientSignal: AbortSignal;
  /** Names the request for a cancel notification that arrives apart from it. */
  readonly requestKey: string | undefined;
  readonly isFollowed: boolean;
  readonly progress: (done: number, total?: number, message?: string) => void;
  /** Told of work that the runtime would otherwise end with the request: with its answer, or when its client is gone. */
  readonly waitUntil: ((work: Promise<unknown>) => void) | undefined;
}
