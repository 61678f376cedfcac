import { expect, test } from 'vitest';
import { queueSink, type QueueProducer } from './queue-sink.ts';
import type { AuditEntry } from './record.ts';
import { describeAuditSink } from './testing/describe-audit-sink.ts';
import { keptEntries } from './testing/kept-entry.ts';
import { sampleEntry } from './testing/sample-entry.ts';

/** A queue that keeps its limits as Cloudflare's does: at most 100 messages and 256 KB at once. */
class FakeQueue implements QueueProducer {
  readonly sent: AuditEntry[] = [];
  readonly sizes: number[] = [];
  down = false;

  async sendBatch(messages: Iterable<{ readonly body: AuditEntry; readonly contentType: 'json' }>): Promise<void> {
    const bodies = [...messages].map(({ body }) => structuredClone(body));
    if (this.down) throw new Error('Queue sendBatch failed: Internal Server Error');
    const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(JSON.stringify(body)) + 100, 0);
    if (bytes > 256_000) throw new Error('batch size exceeds limit of 256000 bytes');
    if (bodies.length > 100) throw new Error('batch message count of exceeds limit of 100');
    this.sizes.push(bodies.length);
    this.sent.push(...bodies);
  }
}

describeAuditSink('queueSink', {
  async open() {
    const queue = new FakeQueue();
    return {
      queue,
      sink: queueSink(queue),
      read: async () => queue.sent,
      reopen: async () => queueSink(queue),
    };
  },
  faults: {
    'is not available': {
      cause({ queue }) {
        queue.down = true;
      },
      mend({ queue }) {
        queue.down = false;
      },
    },
  },
  repeated: 'kept again',
});

test('a batch larger than the queue takes is sent in parts [C3]', async () => {
  const queue = new FakeQueue();
  const entries = Array.from({ length: 250 }, (_, index) => sampleEntry(index));
  await queueSink(queue).deliver(keptEntries(...entries), new AbortController().signal);
  expect(queue.sizes).toEqual([100, 100, 50]);
  expect(queue.sent).toEqual(entries);
});
