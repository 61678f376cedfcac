import type { KeptEntry } from './kept-entry.ts';

/**
 * A destination of the log. It takes batches from a spool, or straight from the log where there is no disk. Every
 * implementation passes `describeAuditSink` of `@mcp-chassis/audit/testing`.
 */
export interface AuditSink {
  /** Unique within a log, `[a-z0-9-]`: names the sink's checkpoint, its metrics and its line in `/ready`. */
  readonly name: string;
  /**
   * Resolves when the destination has all of the batch. At most one delivery at a time, oldest entry first. An entry may
   * come again, in another batch too: the destination keeps it once by `entryKey`, or says that it cannot.
   *
   * @param signal Aborts when the log gives the delivery up; it counts as failed and comes again.
   * @throws SinkError. Any other error counts as one of kind `retry`.
   */
  deliver(batch: readonly KeptEntry[], signal: AbortSignal): Promise<void>;
  /** Called once, after the last delivery. */
  close(): Promise<void>;
}
