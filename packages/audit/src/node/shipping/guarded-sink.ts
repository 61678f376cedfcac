import type { AuditSink } from '../../audit-sink.ts';
import { SinkError } from '../../sink-error.ts';
import type { KeptEntry } from '../../kept-entry.ts';
import { unlessAborted } from '../../unless-aborted.ts';

/** Longest one delivery may take. */
const longestDeliveryMs = 30_000;

/** Gives deliveries of several instances their turn, and gives up one that hangs, even where the sink ignores its signal. */
export function guardSink(sink: AuditSink, timeoutMs = longestDeliveryMs): AuditSink {
  let last: Promise<unknown> = Promise.resolve();

  async function deliver(batch: readonly KeptEntry[], signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const delivery = new AbortController();
    const stop = () => delivery.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(
      () => delivery.abort(new SinkError('the sink did not answer in time', { kind: 'retry' })),
      timeoutMs,
    );
    try {
      await unlessAborted(sink.deliver(batch, delivery.signal), delivery.signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    name: sink.name,
    deliver(batch, signal) {
      const delivered = last.then(() => deliver(batch, signal));
      last = delivered.catch(() => {});
      return delivered;
    },
    close: () => sink.close(),
  };
}
