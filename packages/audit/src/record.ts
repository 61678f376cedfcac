import type { CallNotes, CallSource, Impact, Rejection, ServerIdentity } from '@mcp-chassis/tool-kit';
import type { OutcomeStatus } from './outcome-status.ts';
import type { RecordedBody } from './recorded-body.ts';

/** What both records of a call say. Times are ISO 8601 in UTC with milliseconds. */
export interface CallRecord {
  readonly v: 1;
  /** ULID of the call: the `error_id` its client saw. Unique together with `phase`. */
  readonly call_id: string;
  readonly started_at: string;
  /** When this record was made. */
  readonly at: string;
  readonly environment: ServerIdentity['environment'];
  readonly server: { readonly name: string; readonly version: string; readonly owner: string };
  /** W3C trace context of the client; absent when it sent none that is valid. */
  readonly trace?: { readonly trace_id: string; readonly parent_id: string };
  /** Not scrubbed, `client` apart: who it was is what the record is for. */
  readonly actor: {
    readonly agent: string;
    readonly owner: string;
    readonly user?: string;
    readonly auth: { readonly method: string; readonly issuer?: string; readonly token_hash?: string };
    /** What the MCP client says of itself: not proven. */
    readonly client?: { readonly name: string; readonly version: string };
  };
  readonly source: {
    readonly transport: CallSource['transport'];
    readonly address?: string;
    readonly user_agent?: string;
  };
  /** Protocol version of the client. */
  readonly protocol: string;
  readonly operation: {
    readonly kind: 'tool' | 'resource';
    /** As the client sent it, scrubbed; it need not exist. */
    readonly name: string;
    /** SHA-256 (hex) of the input schema; empty for an operation that does not exist. */
    readonly schema_hash: string;
    readonly impact: Impact;
    readonly permission: string;
  };
  readonly request: RecordedBody;
}

/** Durable before a `write` or `high` call has its effect. Without an outcome beside it, the effect is unknown. */
export interface AttemptRecord extends CallRecord {
  readonly phase: 'attempt';
}

/** The one terminal record of a call, written before its answer leaves. */
export interface OutcomeRecord extends CallRecord {
  readonly phase: 'outcome';
  readonly duration_ms: number;
  /** The result, or the `details` of an error that has some. */
  readonly response?: RecordedBody;
  readonly decision?: NonNullable<CallNotes['decision']>;
  /** The rollout flag that refused the call. */
  readonly flag?: string;
  /** The limit that refused the call. */
  readonly limit?: string;
  readonly approval?: NonNullable<CallNotes['approval']>;
  /** What was replaced, by type: in what the client was answered, and beyond that in this record. */
  readonly scrubbed: {
    readonly answer: Readonly<Record<string, number>>;
    readonly record: Readonly<Record<string, number>>;
  };
  readonly outcome: {
    readonly status: OutcomeStatus;
    readonly code?: string;
    readonly message?: string;
    readonly retryable?: boolean;
    /** What the call did to the world. */
    readonly effect: 'none' | 'applied' | 'unknown';
    /** Backend attempts, in order. */
    readonly upstream: NonNullable<CallNotes['upstream']>;
  };
}

/** The record of a call, version 1. */
export type AuditRecord = AttemptRecord | OutcomeRecord;

/** Requests of one address that were refused alike, before they became calls, within one minute. */
export interface RejectionRecord {
  readonly v: 1;
  readonly phase: 'rejection';
  readonly at: string;
  readonly first_at: string;
  readonly last_at: string;
  readonly environment: ServerIdentity['environment'];
  readonly server: { readonly name: string; readonly version: string; readonly owner: string };
  readonly reason: Rejection['reason'];
  readonly status: number;
  /** Absent where `others` is true. */
  readonly address?: string;
  /** Of the first request counted here, scrubbed. */
  readonly user_agent?: string;
  /** True for the sum over the addresses that were too many to be counted each. */
  readonly others: boolean;
  readonly count: number;
}

/** Written by a sink that works again: how long it could not keep records. */
export interface OutageRecord {
  readonly v: 1;
  readonly phase: 'outage';
  readonly at: string;
  readonly since: string;
  readonly sink: string;
  /** Writes that failed meanwhile. Their calls were refused where the sink is required. */
  readonly failed_writes: number;
}

/** A line of the log. */
export type AuditEntry = AuditRecord | RejectionRecord | OutageRecord;
