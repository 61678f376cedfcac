import { consoleSink } from './console-sink.ts';
import type { AuditEntry } from './record.ts';
import { describeAuditSink } from './testing/describe-audit-sink.ts';

describeAuditSink('consoleSink', async () => {
  const lines: string[] = [];
  const console = { broken: false };
  return {
    sink: consoleSink({
      write(line) {
        if (console.broken) throw new Error('broken console');
        lines.push(line);
      },
    }),
    read: async () => lines.map((line) => JSON.parse(line) as AuditEntry),
    fault: {
      async cause() {
        console.broken = true;
      },
      async mend() {
        console.broken = false;
      },
    },
  };
});
