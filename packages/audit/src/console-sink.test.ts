import { consoleSink } from './console-sink.ts';
import type { AuditEntry } from './record.ts';
import { describeAuditSink } from './testing/describe-audit-sink.ts';

interface Console {
  readonly lines: string[];
  broken: boolean;
}

const openSink = (console: Console) =>
  consoleSink({
    write(line) {
      if (console.broken) throw new Error('broken console');
      console.lines.push(line);
    },
  });

describeAuditSink('consoleSink', {
  async open() {
    const console: Console = { lines: [], broken: false };
    return {
      console,
      sink: openSink(console),
      read: async () => console.lines.map((line) => JSON.parse(line) as AuditEntry),
      reopen: async () => openSink(console),
    };
  },
  faults: {
    'throws at every line': {
      cause({ console }) {
        console.broken = true;
      },
      mend({ console }) {
        console.broken = false;
      },
    },
  },
  repeated: 'kept again',
});
