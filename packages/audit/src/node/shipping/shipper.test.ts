import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { entryKey } from '../../entry-key.ts';
import { PlacedEntry, type EntryPlace } from '../../kept-entry.ts';
import type { AuditEntry } from '../../record.ts';
import { SinkError } from '../../sink-error.ts';
import { memorySink } from '../../testing/memory-sink.test.support.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { writeDraft } from '../../written-entry.ts';
import type { SpoolEvent } from '../spool-event.ts';
import { backoffMs } from './backoff.ts';
import { guardSink } from './guarded-sink.ts';
import { Shipper } from './shipper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openShipper(random = 1) {
  const stream: AuditEntry[] = [];
  const aside: AuditEntry[] = [];
  const events: SpoolEvent[] = [];
  const sink = memorySink();
  const checkpoint = { seq: 0, move: ({ seq }: EntryPlace) => void (checkpoint.seq = seq), save: () => {} };
  const shipper = new Shipper({
    sink: guardSink(sink),
    feed: { after: (seq, most) => stream.slice(seq, seq + most).map(placed), close: () => {} },
    checkpoint,
    lastSeq: () => stream.length,
    setAside: async ({ entry }) => void aside.push(entry),
    now: Date.now,
    random: () => random,
    onEvent: (event) => events.push(event),
    onProgress: () => {},
  });
  function write(
    count: number,
    change: (entry: ReturnType<typeof sampleEntry>) => AuditEntry = (entry) => entry,
  ): void {
    const entries = Array.from({ length: count }, (_, i) => {
      const entry = change(sampleEntry(stream.length + i + 1));
      return { ...entry, stream: { ...entry.stream, seq: stream.length + i + 1 } };
    });
    stream.push(...entries);
    const urgentSeq = entries.findLast((entry) => writeDraft(entry).isUrgent)?.stream.seq;
    shipper.notify(count, urgentSeq);
  }
  return { shipper, sink, stream, checkpoint, aside, events, write };
}

const placed = (entry: AuditEntry): PlacedEntry => new PlacedEntry('', entryKey(entry), entry.stream, entry);

const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('records wait for ten seconds, or for a hundred of them [C2]', async () => {
  const { write, sink } = openShipper();
  write(99);
  await after(9_999);
  expect(sink.batches).toEqual([]);
  await after(1);
  expect(sink.batches.map(({ length }) => length)).toEqual([99]);
  write(99);
  await after(1);
  expect(sink.batches).toHaveLength(1);
  write(1);
  await after(1);
  expect(sink.batches.map(({ length }) => length)).toEqual([99, 100]);
});

test('a hundred records that come while others are delivered do not wait [C2]', async () => {
  const { write, sink } = openShipper();
  write(1_000);
  await after(0);
  expect(sink.batches.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 100));
});

test.each<[string, (entry: ReturnType<typeof sampleEntry>) => AuditEntry]>([
  ['was denied', (entry) => ({ ...entry, outcome: { ...entry.outcome, status: 'denied' } })],
  ['happened in production', (entry) => ({ ...entry, environment: 'production' })],
  ['had a high impact', (entry) => ({ ...entry, operation: { ...entry.operation, impact: 'high' } })],
])('what %s is with the sink within 50 ms, and what came before it too [C2]', async (_, change) => {
  const { write, sink } = openShipper();
  write(5);
  write(1, change);
  write(1, change);
  await after(50);
  expect(sink.batches.map(({ length }) => length)).toEqual([7]);
});

test('a sink that is down for a minute gets everything once it is back, in order and once [C2] [C4]', async () => {
  const { write, sink, stream, checkpoint, events } = openShipper();
  let tries = 0;
  sink.onDeliver = () => {
    tries += 1;
    throw new SinkError('503', { kind: 'retry' });
  };
  write(250);
  await after(60_000);
  expect(checkpoint.seq).toBe(0);
  // Pauses of 0.5, 1, 2, 4, 8, 16 and 32 s at most: the longest that full jitter gives.
  expect(tries).toBe(7);
  sink.onDeliver = () => {};
  await after(60_000);
  expect(sink.entries).toEqual(stream);
  expect(checkpoint.seq).toBe(250);
  expect(events.map(({ kind }) => kind)).toEqual(['sink-failing', 'sink-recovered']);
});

test('the pause is random from nothing to a bound that doubles up to a minute, and at least what Retry-After says [C2]', () => {
  expect([1, 2, 3, 8, 100].map((failures) => backoffMs(failures, 1))).toEqual([500, 1_000, 2_000, 60_000, 60_000]);
  expect(backoffMs(5, 0)).toBe(0);
  expect(backoffMs(2, 0.5)).toBe(500);
  expect(backoffMs(1, 0, 30_000)).toBe(30_000);
  expect(backoffMs(1, 1, 30_000)).toBe(30_500);
  expect(backoffMs(1, 0, 1e12)).toBe(3_600_000);
  expect(backoffMs(1, 0, -5)).toBe(0);
});

test('Retry-After is waited for [C2]', async () => {
  const { write, sink } = openShipper(0);
  const tries: number[] = [];
  sink.onDeliver = () => {
    tries.push(Date.now());
    if (tries.length === 1) throw new SinkError('429', { kind: 'retry', retryAfterMs: 7_000 });
  };
  write(100);
  await after(10_000);
  expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBe(7_000);
  expect(sink.entries).toHaveLength(100);
});

test('a sink that hangs is given up after 30 seconds, even when it ignores its signal [C2] [C4]', async () => {
  const { write, sink, stream } = openShipper(0);
  let signalled: AbortSignal | undefined;
  sink.onDeliver = (_batch, signal) => {
    signalled ??= signal;
    return new Promise(() => {});
  };
  write(100);
  await after(29_999);
  expect(signalled?.aborted).toBe(false);
  sink.onDeliver = () => {};
  await after(2);
  expect(signalled?.aborted).toBe(true);
  expect(sink.entries).toEqual(stream);
});

test('a batch that was half taken comes again, and every record is there once by its key [C2] [C4]', async () => {
  const { write, sink, stream } = openShipper(0);
  sink.onDeliver = (batch) => {
    if (sink.entries.length > 0) return;
    sink.entries.push(...batch.slice(0, batch.length / 2));
    throw new Error('the connection was reset');
  };
  write(100);
  await after(1_000);
  expect(sink.entries).toHaveLength(150);
  expect([...new Map(sink.entries.map((entry) => [entryKey(entry), entry])).values()]).toEqual(stream);
});

test('the one record that a sink refuses is found, set aside and told; all others are delivered [C2] [C4]', async () => {
  const { write, sink, stream, aside, events } = openShipper();
  let deliveries = 0;
  sink.onDeliver = (batch) => {
    deliveries += 1;
    if (batch.some(({ stream: { seq } }) => seq === 37)) throw new SinkError('400', { kind: 'poison' });
  };
  write(100);
  await after(1);
  expect(aside).toEqual([stream[36]]);
  expect(sink.entries).toEqual(stream.filter(({ stream: { seq } }) => seq !== 37));
  expect(deliveries).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(100)) + 1);
  expect(events).toMatchObject([{ kind: 'set-aside', seq: 37 }]);
});

test('a sink that fails while the refused record is looked for loses nothing [C2] [C4]', async () => {
  const { write, sink, stream, aside } = openShipper();
  let deliveries = 0;
  sink.onDeliver = (batch) => {
    deliveries += 1;
    if (deliveries % 3 === 0) throw new Error('reset');
    if (batch.some(({ stream: { seq } }) => seq === 64)) throw new SinkError('400', { kind: 'poison' });
  };
  write(100);
  await after(600_000);
  expect(aside).toEqual([stream[63]]);
  expect(sink.entries).toEqual(stream.filter(({ stream: { seq } }) => seq !== 64));
});

test('a sink that refuses everything gets ten set aside, and the others only between growing pauses [C2]', async () => {
  const { write, sink, aside } = openShipper();
  sink.onDeliver = () => {
    throw new SinkError('400', { kind: 'poison' });
  };
  write(100);
  await after(400);
  expect(aside).toHaveLength(10);
  await after(120_000);
  expect(aside.length).toBeLessThan(20);
});

test('closing delivers what is left, without waiting for the rest of a pause [C2]', async () => {
  const { write, sink, shipper, stream } = openShipper();
  sink.onDeliver = () => {
    throw new Error('away');
  };
  write(150);
  await after(20_000);
  sink.onDeliver = () => {};
  const deadline = new AbortController();
  const closing = shipper.close(deadline.signal);
  await after(0);
  await closing;
  expect(sink.entries).toEqual(stream);
  expect(vi.getTimerCount()).toBe(0);
});

test('what cannot be delivered until the deadline is told and left for the next start [C2]', async () => {
  const { write, sink, shipper, checkpoint, events } = openShipper();
  sink.onDeliver = (batch) => (batch.some(({ stream: { seq } }) => seq > 100) ? new Promise(() => {}) : undefined);
  write(150);
  const deadline = new AbortController();
  const closing = shipper.close(deadline.signal);
  await after(5_000);
  deadline.abort();
  await closing;
  expect(checkpoint.seq).toBe(100);
  expect(events.at(-1)).toEqual({ kind: 'undelivered', sink: 'memory', entries: 50 });
  expect(shipper.stalledSince).toBeDefined();
});
