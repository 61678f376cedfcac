import type { Call, Outcome, ServerIdentity } from './call.ts';
import type { Operation } from './operation.ts';
import type { Principal } from './principal.ts';

/** A request that was answered before it became a call: bad host, body too large, failed login, too many requests. */
export interface Rejection {
  readonly server: ServerIdentity;
  /** Epoch ms. */
  readonly at: number;
  readonly reason: 'host' | 'origin' | 'body_size' | 'content_type' | 'unauthenticated' | 'forbidden' | 'rate_limited';
  readonly status: number;
  readonly address?: string;
  readonly userAgent?: string;
}

/** Keeps a record of every call. Written before the answer leaves. */
export interface AuditLog {
  /** Shown in `/ready`, e.g. `file`. */
  readonly name: string;
  /**
   * Before the effect: makes the attempt of a `write` or `high` call durable. For a `read` there is nothing to wait for: what
   * it prepares in a turn of its own (`setImmediate`) comes after the handler's first wait.
   *
   * @throws ToolError `AUDIT_UNAVAILABLE` when the record cannot be kept; the call is then refused.
   */
  begin(call: Call): void | Promise<void>;
  /**
   * Exactly once per call, before its answer leaves.
   *
   * @throws ToolError `AUDIT_UNAVAILABLE` when the record cannot be kept; the result is then withheld.
   */
  end(call: Call, outcome: Outcome): Promise<void>;
  /** Counts a refusal that never became a call. Never throws. */
  reject(rejection: Rejection): void;
  /** Undefined when records can be kept, else why not, in words safe for `/ready`. */
  problem(): string | undefined;
  /**
   * Where records are brought to, by name: `ok`, or how far behind, in words safe for `/ready`. Never a reason to take no
   * calls: what a destination has not yet got is kept for it.
   */
  sinkStates?(): Readonly<Record<string, string>>;
  /** Flushes what is buffered. Called once, after the last call has ended. */
  close(): Promise<void>;
}

/** Switches tools on for some callers. Off is answered as an unknown tool is. */
export interface Rollout {
  /** Asked by the operation's name, at each call and each listing. */
  isOn(operation: string, principal: Principal): boolean | Promise<boolean>;
}

/** Decides what a principal may call. */
export interface Authorizer {
  /** @throws ToolError `FORBIDDEN`. */
  authorize(call: Call): void | Promise<void>;
  /** True when the principal may call the operation with some arguments: then it is listed. */
  mayList(operation: Pick<Operation, 'name' | 'permissions'>, principal: Principal): boolean | Promise<boolean>;
}

/** Counts calls per agent, and per agent and tool. */
export interface Limiter {
  /** @throws ToolError `RATE_LIMITED` with `retryAfterMs`. */
  take(call: Call): void | Promise<void>;
}

/** Lets a high-impact call through after a human's explicit yes. */
export interface ApprovalGate {
  /** @throws ToolError `APPROVAL_REQUIRED` with `details: { approval_id, url }`, or `APPROVAL_DENIED`. */
  redeem(call: Call): Promise<void>;
}

/** One dependency as `/ready` sees it. */
export interface ReadinessCheck {
  readonly name: string;
  /** Undefined when well, else what is wrong, in words without host, path or secret. */
  check(signal: AbortSignal): Promise<string | undefined>;
}
