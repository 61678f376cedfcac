import type { AuditSink } from './audit-sink.ts';

/** Where the lines go. */
export interface ConsoleSinkOptions {
  /** Takes one line, without a line break, e.g. `(line) => console.log(line)` on Workers. Never stdout over stdio. */
  readonly write: (line: string) => void;
  /** Default `true`: a throwing `write` refuses the call. */
  readonly required?: boolean;
}

/**
 * One line of JSON per record, for runtimes without a disk. Weaker than a file: nothing is durable, whatever `durable`
 * asks for, and a line that the platform drops or samples is gone.
 */
export function consoleSink({ write, required = true }: ConsoleSinkOptions): AuditSink {
  let closed = false;
  return {
    name: 'console',
    required,
    async write(entries) {
      if (closed) throw new Error('the console sink is closed');
      for (const entry of entries) write(JSON.stringify(entry));
    },
    async close() {
      closed = true;
    },
  };
}
