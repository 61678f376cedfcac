import type { AuditSink } from '../audit-sink.ts';
import type { AuditEntry } from '../record.ts';

/** A sink that keeps each entry, as often as it comes; `onDeliver` may refuse. */
export interface MemorySink extends AuditSink {
  readonly entries: AuditEntry[];
  readonly batches: (readonly AuditEntry[])[];
  closed: boolean;
  onDeliver: (batch: readonly AuditEntry[], signal: AbortSignal) => Promise<void> | void;
}

export function memorySink(name = 'memory'): MemorySink {
  const sink: MemorySink = {
    name,
    entries: [],
    batches: [],
    closed: false,
    onDeliver: () => {},
    async deliver(batch, signal) {
      await sink.onDeliver(
        batch.map(({ entry }) => entry),
        signal,
      );
      const entries = batch.map(({ entry }) => entry);
      sink.batches.push(entries);
      sink.entries.push(...entries);
    },
    async close() {
      sink.closed = true;
    },
  };
  return sink;
}
