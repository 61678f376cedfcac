import type {
  ApprovalGate,
  AuditLog,
  Authenticator,
  Authorizer,
  Layer,
  Limiter,
  ReadinessCheck,
  Resource,
  Rollout,
  Scrubber,
  Tool,
} from '@mcp-chassis/tool-kit';
import type { MeterProvider } from '@opentelemetry/api';
import type { Logger } from './logger.ts';

/** What a server is made of. What guards it is required; leaving a guard out takes an explicit, named value. */
export interface ServerSpec {
  /** Lower case, `-` between words, e.g. `postgres-replicas`. */
  readonly name: string;
  /** Semantic version of the server. */
  readonly version: string;
  /** The human or team that answers for it, as a model may pass on to its user, e.g. an on-call address. */
  readonly owner: string;
  readonly environment: 'development' | 'staging' | 'production';
  /** Told to clients at the start of a session. */
  readonly instructions?: string;

  readonly auth: Authenticator;
  readonly audit: AuditLog;
  readonly scrub: Scrubber;
  /** Required unless `auth` is loopback only: such a principal holds every permission. */
  readonly authorize?: Authorizer;
  /** Required when a tool can be of `high` impact. */
  readonly approvals?: ApprovalGate;
  readonly rollout?: Rollout;
  readonly limits?: Limiter;
  /** The team's own steps around the handler, outermost first: after every guard, within the deadline. */
  readonly layers?: readonly Layer[];

  readonly tools: readonly Tool[];
  readonly resources?: readonly Resource[];
  /** Dependencies, as `/ready` shows them. */
  readonly readiness?: readonly ReadinessCheck[];
  /** Codes beside the closed set, e.g. `QUERY_REFUSED`. Any other code a handler throws becomes `INTERNAL_ERROR`. */
  readonly errorCodes?: readonly string[];
  /** Why there are fewer than 3 or more than 5 tools. */
  readonly toolCountReason?: string;

  /** Handlers that may run at once; more are `OVERLOADED`. Default 64. */
  readonly maxConcurrentCalls?: number;
  readonly http?: HttpLimits;
  /** Default: the provider registered with the OpenTelemetry API, and no `/metrics`. */
  readonly metrics?: ServerMetrics;
  readonly log?: Logger;
  /** Epoch ms. Default `Date.now`. */
  readonly now?: () => number;
}

/** What the HTTP app accepts. */
export interface HttpLimits {
  /** Host names (no port) a request may be addressed to, beside `localhost`, `127.0.0.1` and `[::1]`. */
  readonly allowedHosts?: readonly string[];
  /** Origins a browser may call from, e.g. `https://inspector.example`, beside those of this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Largest request body in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number;
}

/** Where durations are counted, and how `/metrics` shows them. */
export interface ServerMetrics {
  readonly meterProvider: MeterProvider;
  /** Prometheus' text format. */
  render(): Promise<string>;
}
