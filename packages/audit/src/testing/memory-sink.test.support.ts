import type { AuditSink, WriteOptions } from '../audit-sink.ts';
import type { AuditEntry } from '../record.ts';

/** A sink whose faults a test switches. */
export interface MemorySink extends AuditSink {
  readonly entries: AuditEntry[];
  readonly writes: WriteOptions[];
  failing: boolean;
}

export function memorySink(name = 'memory', required = true): MemorySink {
  const sink: MemorySink = {
    name,
    required,
    entries: [],
    writes: [],
    failing: false,
    async write(entries, options) {
      if (sink.failing) throw new Error(`${name} fails`);
      sink.entries.push(...entries);
      sink.writes.push(options);
    },
    async close() {},
  };
  return sink;
}
