import { byteLength } from '@mcp-chassis/tool-kit';
import type { AuditSink } from './audit-sink.ts';
import type { KeptEntry } from './kept-entry.ts';
import type { AuditEntry } from './record.ts';

/** Most messages that Cloudflare takes in one `sendBatch`. */
const mostMessages = 100;
/** It takes 256 KB at once, what it adds to each message included. */
const mostBytes = 240_000;
const addedBytes = 128;

/** What the sink needs of a Cloudflare queue producer binding: `env.AUDIT_QUEUE` is one. */
export interface QueueProducer {
  sendBatch(messages: Iterable<{ readonly body: AuditEntry; readonly contentType: 'json' }>): Promise<unknown>;
}

/** One message per entry. The queue keeps what it has taken; its consumer tells entries that came twice by `entryKey`. */
export function queueSink(queue: QueueProducer): AuditSink {
  return {
    name: 'queue',
    async deliver(batch) {
      for (const part of split(batch))
        await queue.sendBatch(part.map(({ entry: body }) => ({ body, contentType: 'json' })));
    },
    async close() {},
  };
}

function* split(batch: readonly KeptEntry[]): Generator<readonly KeptEntry[]> {
  let part: KeptEntry[] = [];
  let bytes = 0;
  for (const entry of batch) {
    const size = byteLength(entry.json) + addedBytes;
    if (part.length === mostMessages || (part.length > 0 && bytes + size > mostBytes)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(entry);
    bytes += size;
  }
  if (part.length > 0) yield part;
}
