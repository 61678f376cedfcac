import type { AuditSink } from './audit-sink.ts';
import type { AuditEntry } from './record.ts';

/** Most messages that Cloudflare takes in one `sendBatch`. */
const mostMessages = 100;

/** What the sink needs of a Cloudflare queue producer binding: `env.AUDIT_QUEUE` is one. */
export interface QueueProducer {
  sendBatch(messages: Iterable<{ readonly body: AuditEntry; readonly contentType: 'json' }>): Promise<unknown>;
}

/** One message per entry. The queue keeps what it has taken; its consumer tells entries that came twice by `entryKey`. */
export function queueSink(queue: QueueProducer): AuditSink {
  return {
    name: 'queue',
    async deliver(batch) {
      for (let start = 0; start < batch.length; start += mostMessages) {
        const part = batch.slice(start, start + mostMessages);
        await queue.sendBatch(part.map((body) => ({ body, contentType: 'json' })));
      }
    },
    async close() {},
  };
}
