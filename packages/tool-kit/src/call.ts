import type { Impact } from './impact.ts';
import type { Json, JsonObject } from './json.ts';
import type { Principal } from './principal.ts';
import type { Scrub } from './scrub.ts';
import type { ToolError } from './tool-error.ts';

/** Where a call came from. */
export interface CallSource {
  readonly transport: 'stdio' | 'http';
  /** The peer's IP address; absent over stdio. */
  readonly address?: string;
  readonly userAgent?: string;
  /** What the MCP client says of itself: not proven. */
  readonly client?: { readonly name: string; readonly version: string };
}

/** The server that answers, as audit records and metrics name it. */
export interface ServerIdentity {
  readonly name: string;
  readonly version: string;
  /** The human or team that answers for the server, e.g. an on-call address. */
  readonly owner: string;
  readonly environment: 'development' | 'staging' | 'production';
  /** SHA-256 (hex) over the schemas of all tools and resources; absent before the first call has asked for it. */
  readonly toolsHash?: string;
}

/** What layers and the handler learn on the way; read by audit and metrics, never sent to the client. */
export interface CallNotes {
  decision?: { readonly effect: 'allow' | 'deny'; readonly reason: string; readonly policy?: string };
  /** The rollout flag that refused the call. */
  flag?: string;
  /** The limit that refused the call. */
  limit?: string;
  approval?: { readonly id: string; readonly approver?: string };
  /** Backend attempts, in order. */
  upstream?: readonly { readonly name: string; readonly attempts: number; readonly status?: string }[];
  /** Set when a circuit breaker answered instead of the upstream. */
  circuitOpen?: boolean;
  /** Bytes of the result before it was made to fit its budget, when it had to be. */
  fittedFromBytes?: number;
}

/** What every step and handler sees of one call. */
export interface Call<Args = unknown> {
  /** ULID. It is the `error_id` a client sees, and with the phase the key of the audit record. */
  readonly id: string;
  readonly server: ServerIdentity;
  readonly operation: {
    readonly kind: 'tool' | 'resource';
    /** As the client sent it, at most 128 characters; it need not exist. */
    readonly name: string;
    /** SHA-256 (hex) of the input schema; empty for an operation that does not exist. */
    readonly schemaHash: string;
  };
  /** The parsed arguments. Meaningful only from the handler on; before that, see `received`. */
  readonly args: Args;
  /** The arguments as they came, unparsed: for the audit record only. */
  readonly received: Json;
  readonly principal: Principal;
  readonly impact: Impact;
  readonly permission: string;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms. */
  readonly deadline: number;
  readonly trace: { readonly traceparent?: string; readonly tracestate?: string };
  readonly source: CallSource;
  readonly protocolVersion: string;
  readonly scrub: Scrub;
  readonly notes: CallNotes;
  /** True when the client asked for progress: then it is worth more to report it. Default `false`. */
  readonly isFollowed?: boolean;
  /** Tells a listening client how far the work is; dropped where nobody listens. */
  progress(done: number, total?: number, message?: string): void;
}

/** How a call ended. */
export type Outcome =
  | {
      readonly ok: true;
      readonly value: JsonObject;
      /**
       * `JSON.stringify(value)`, the very text block that the client gets, where the call path has made it from a value
       * that was scrubbed. Who keeps it need neither scrub nor render `value` again.
       */
      readonly sent?: { readonly text: string };
    }
  | {
      readonly ok: false;
      readonly error: ToolError;
      /** What the call did to the world: `unknown` for a write that ran into its deadline. */
      readonly effect: 'none' | 'applied' | 'unknown';
    };

/** One step around the rest of a call. It may answer itself, or throw a `ToolError`. */
export type Layer = (call: Call, next: () => Promise<Outcome>) => Promise<Outcome>;
