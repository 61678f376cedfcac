import type { AuditEntry } from './record.ts';

/** How much a write has to survive. */
export interface WriteOptions {
  /** True: the machine may lose power once the write has resolved. False: the process may be killed. */
  readonly durable: boolean;
}

/**
 * Where records go. Every implementation passes `describeAuditSink` of `@mcp-chassis/audit/testing`.
 */
export interface AuditSink {
  /** Shown in `/ready` and in problems, e.g. `file`. */
  readonly name: string;
  /** True when a call whose record this sink cannot keep must not be answered. */
  readonly required: boolean;
  /**
   * Resolves when the entries are kept; a sink that cannot say so must not be required. Called concurrently; entries
   * keep the order of the calls. After a failure the next write tries again from scratch.
   *
   * @throws whatever went wrong. It is logged, never shown to a client.
   */
  write(entries: readonly AuditEntry[], options: WriteOptions): Promise<void>;
  /** Resolves when everything written is kept. Later writes reject. May be called twice. */
  close(): Promise<void>;
}
