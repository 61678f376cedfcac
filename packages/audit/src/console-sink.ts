import type { AuditSink } from './audit-sink.ts';

/** Where the lines go. */
export interface ConsoleSinkOptions {
  /** Takes one line, without a line break, e.g. `(line) => console.log(line)` on Workers. Never stdout over stdio. */
  readonly write: (line: string) => void;
}

/**
 * One line of JSON per entry, for runtimes without a disk. An entry that comes again is written again; a line that the
 * platform drops or samples is gone.
 */
export function consoleSink({ write }: ConsoleSinkOptions): AuditSink {
  return {
    name: 'console',
    async deliver(batch) {
      for (const { json } of batch) write(json);
    },
    async close() {},
  };
}
