import type { CallNotes, CallSource, Impact, Rejection, ServerIdentity } from '@mcp-chassis/tool-kit';
import type { OutcomeStatus } from './outcome-status.ts';
import type { RecordedBody } from './recorded-body.ts';

/**
 * Where an entry stands in its stream. `hash` is the SHA-256 (hex) of the entry's canonical JSON (RFC 8785) without
 * `stream.hash`, so that nothing in it, and no entry before it, can change unseen.
 */
export interface StreamPosition {
  /** The process that wrote it; a new one at every start. */
  readonly boot: string;
  readonly hash: string;
  /** The chain it belongs to: one directory of a spool, or one isolate of a Worker. */
  readonly instance: string;
  /** `hash` of the entry before it; 64 zeros for the first. */
  readonly prev_hash: string;
  /** Counts from 1 without a gap, across the boots of an instance. */
  readonly seq: number;
}

/** What every line of the log has. Times are ISO 8601 in UTC with milliseconds. */
export interface EntryBase {
  /** When the entry was made. */
  readonly at: string;
  readonly stream: StreamPosition;
  readonly v: 1;
}

/** The server that answered. */
export interface RecordedServer {
  readonly name: string;
  readonly owner: string;
  /** SHA-256 (hex) over the schemas of all its tools: two servers with one hash offer the same. */
  readonly tools_hash?: string;
  readonly version: string;
}

/** What both records of a call say. */
export interface CallRecord extends EntryBase {
  /** Not scrubbed, `client` apart: who it was is what the record is for. */
  readonly actor: {
    readonly agent: string;
    readonly auth: { readonly issuer?: string; readonly method: string; readonly token_hash?: string };
    /** What the MCP client says of itself: not proven. */
    readonly client?: { readonly name: string; readonly version: string };
    readonly owner: string;
    readonly user?: string;
  };
  /** ULID of the call: the `error_id` its client saw. Unique together with `phase`. */
  readonly call_id: string;
  readonly environment: ServerIdentity['environment'];
  readonly operation: {
    readonly impact: Impact;
    readonly kind: 'tool' | 'resource';
    /** As the client sent it, scrubbed; it need not exist. */
    readonly name: string;
    readonly permission: string;
    /** SHA-256 (hex) of the input schema; empty for an operation that does not exist. */
    readonly schema_hash: string;
  };
  /** Protocol version of the client. */
  readonly protocol: string;
  readonly request: RecordedBody & {
    /** HMAC-SHA-256 (hex) of the canonical JSON of the arguments as they came, to tell equal ones without their content. */
    readonly raw_hmac?: string;
  };
  readonly server: RecordedServer;
  readonly source: {
    readonly address?: string;
    readonly transport: CallSource['transport'];
    readonly user_agent?: string;
  };
  readonly started_at: string;
  /** W3C trace context of the client; absent when it sent none that is valid. */
  readonly trace?: { readonly parent_id: string; readonly trace_id: string };
}

/** Durable before a `write` or `high` call has its effect. Without an outcome beside it, the effect is unknown. */
export interface AttemptRecord extends CallRecord {
  readonly phase: 'attempt';
}

/** The one terminal record of a call, written before its answer leaves, or at the next start when that never happened. */
export interface OutcomeRecord extends CallRecord {
  readonly approval?: NonNullable<CallNotes['approval']>;
  /** What let the call through or refused it. */
  readonly decision?: {
    readonly effect: 'allow' | 'deny';
    /** The rollout flag that refused the call. */
    readonly flag?: string;
    /** The limit that refused the call. */
    readonly limit?: string;
    /** Version of the policy. */
    readonly policy?: string;
    readonly reason?: string;
  };
  /** Absent when `recovered`: nobody was there to see the end. */
  readonly duration_ms?: number;
  readonly outcome: {
    readonly code?: string;
    /** What the call did to the world. */
    readonly effect: 'none' | 'applied' | 'unknown';
    readonly message?: string;
    readonly retryable?: boolean;
    readonly status: OutcomeStatus;
    /** Backend attempts, in order. */
    readonly upstream: NonNullable<CallNotes['upstream']>;
  };
  readonly phase: 'outcome';
  /** The process ended between attempt and outcome; written by the next one. Status and effect are `unknown`. */
  readonly recovered?: { readonly boot: string };
  /** The result, or the `details` of an error that has some. */
  readonly response?: RecordedBody;
  /** What was replaced, by type: in what the client was answered, and beyond that in this record. */
  readonly scrubbed: {
    readonly answer: Readonly<Record<string, number>>;
    readonly record: Readonly<Record<string, number>>;
  };
}

/** The record of a call, version 1. */
export type AuditRecord = AttemptRecord | OutcomeRecord;

/** Requests of one address that were refused alike, before they became calls, within one minute. */
export interface RejectionRecord extends EntryBase {
  /** Absent where `others` is true. */
  readonly address?: string;
  readonly count: number;
  readonly environment: ServerIdentity['environment'];
  readonly first_at: string;
  readonly last_at: string;
  /** True for the sum over the addresses that were too many to be counted each. */
  readonly others: boolean;
  readonly phase: 'rejection';
  readonly reason: Rejection['reason'];
  readonly server: RecordedServer;
  readonly status: number;
  /** Of the first request counted here, scrubbed. */
  readonly user_agent?: string;
}

/** Records could not be kept for a while; written when they can be again. */
export interface OutageRecord extends EntryBase {
  readonly phase: 'outage';
  /** Records that could not be kept; their calls were refused, or their results withheld. */
  readonly refused: number;
  readonly since: string;
  /** Reads that were answered without a record, where the configuration allows that. */
  readonly unrecorded_reads: number;
}

/** A process took the stream over. */
export interface StartRecord extends EntryBase {
  readonly phase: 'start';
  readonly recovered: {
    /** Bytes after the last whole entry, left by a crash, that were cut off. */
    readonly cut_bytes: number;
    /** Attempts without an outcome. */
    readonly unknown: number;
  };
}

/** The key that signs digests from here on. A stream's first key signs itself, every later one is signed by the one before. */
export interface KeyRecord extends EntryBase {
  /** SHA-256 (hex) of the public key in DER. */
  readonly key_id: string;
  readonly phase: 'key';
  /** Absent for the first key of a stream. */
  readonly previous_key_id?: string;
  /** Ed25519 public key, SPKI in DER, base64. */
  readonly public_key: string;
  /** By the previous key, or by the key itself where there is none. Base64. Over the canonical JSON without `signature` and `stream`. */
  readonly signature: string;
}

/**
 * A signed statement on the entries `first_seq` to `last_seq` of the stream and, by `prev_digest`, on every one before
 * them. Kept elsewhere, it is an anchor: a log that was cut back or replaced cannot match it.
 */
export interface DigestRecord extends EntryBase {
  /** `recovery`: signed by the process after the one that wrote them, as they were found. */
  readonly cause: 'rotation' | 'interval' | 'close' | 'recovery';
  readonly first_seq: number;
  readonly instance: string;
  readonly key_id: string;
  readonly last_hash: string;
  readonly last_seq: number;
  /** Calls whose attempt is in the stream and whose outcome is not yet. */
  readonly open_attempts: readonly string[];
  readonly phase: 'digest';
  /** SHA-256 (hex) of the signed bytes of the digest before; 64 zeros for the first. */
  readonly prev_digest: string;
  /** The key that `key_id` names, SPKI in DER, base64: a digest can be checked where the rest of its stream is gone. */
  readonly public_key: string;
  readonly segment: number;
  /** Ed25519, base64. Over the canonical JSON without `signature` and `stream`. */
  readonly signature: string;
}

/** Entries that every sink has acknowledged were deleted from the disk to make room. */
export interface RetentionRecord extends EntryBase {
  readonly phase: 'retention';
  readonly removed_through_seq: number;
}

/** A line of the log. */
export type AuditEntry =
  | AuditRecord
  | RejectionRecord
  | OutageRecord
  | StartRecord
  | KeyRecord
  | DigestRecord
  | RetentionRecord;

/** An entry that has no place in a stream yet. */
export type EntryDraft<Entry extends AuditEntry = AuditEntry> = Entry extends AuditEntry
  ? Omit<Entry, 'stream'>
  : never;
