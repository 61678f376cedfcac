import type { Authenticator, Credentials, Principal, Rejection, ServerIdentity } from '@mcp-chassis/tool-kit';
import type { Engine } from './engine/engine.ts';
import type { McpFace } from './engine/mcp-face.ts';
import type { Logger } from './logger.ts';
import type { HttpLimits, ServerMetrics } from './server-spec.ts';

/** A server, assembled and checked, not yet on a wire. */
export interface ChassisServer {
  readonly identity: ServerIdentity;
  readonly engine: Engine;
  readonly face: McpFace;
  readonly log: Logger;
  readonly auth: Pick<Authenticator, 'name' | 'loopbackOnly'>;
  readonly http: HttpLimits;
  readonly metrics: ServerMetrics | undefined;
  /** @throws ToolError `UNAUTHENTICATED` or `FORBIDDEN`. */
  authenticate(credentials: Credentials): Promise<Principal>;
  reject(rejection: Omit<Rejection, 'server' | 'at'>): void;
  /** `/ready`, answered within 5 s. */
  readiness(): Promise<Readiness>;
  /** `/health`. */
  health(): Health;
  /**
   * The fetch handler of Workers: `export default { fetch: server.fetch }`. The address is `cf-connecting-ip`; `ctx.props`
   * reaches the authenticator as `props`; each call is put into `ctx.waitUntil`, so that its record is kept when its client is gone.
   */
  fetch(request: Request, env?: unknown, ctx?: FetchContext): Response | Promise<Response>;
  /**
   * Stops: `/ready` turns false, running calls have `drainMs` (default 10 000) to end and are then cancelled, the
   * audit log is flushed and closed. Later calls get the same promise.
   */
  close(drainMs?: number): Promise<void>;
}

/** What a runtime such as Workers passes beside a request. */
export interface FetchContext {
  /** Keeps the runtime from ending the work with the request. */
  waitUntil(work: Promise<unknown>): void;
  /** What a gate in front has proven of the caller, e.g. the props of an OAuth token. */
  readonly props?: unknown;
}

/** What `/ready` shows. */
export interface Readiness {
  readonly ready: boolean;
  readonly auth: string;
  readonly audit: string;
  readonly scrub: string;
  /** Where audit records are brought to: `ok`, or how far behind. None of it makes the server unready. */
  readonly audit_sinks?: Readonly<Record<string, string>>;
  /** `ok`, or what is wrong, by dependency. */
  readonly checks: Readonly<Record<string, string>>;
}

/** What `/health` shows. */
export interface Health {
  readonly status: 'ok' | 'draining';
  readonly name: string;
  readonly version: string;
  readonly uptime_seconds: number;
}
