import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditSink } from '../audit-sink.ts';
import type { AuditEntry } from '../record.ts';
import { sampleEntry } from './sample-entry.ts';

/** A sink under test, and how to look at what it kept. */
export interface AuditSinkHarness {
  readonly sink: AuditSink;
  /** Everything kept so far, in order, read from where the sink puts it. */
  read(): Promise<readonly AuditEntry[]>;
  /** Makes writes fail the way they do in production, and `mend` makes them work again. */
  readonly fault?: { cause(): Promise<unknown>; mend(): Promise<unknown> };
  /** Removes what the test left behind. */
  dispose?(): Promise<void>;
}

/** The contract of `AuditSink`, as tests. `open` makes a fresh sink with nothing in it. */
export function describeAuditSink(name: string, open: () => Promise<AuditSinkHarness>): void {
  describe(`${name} keeps the contract of an audit sink`, () => {
    let harness: AuditSinkHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(async () => {
      await harness.sink.close();
      await harness.dispose?.();
    });

    test('a written entry is kept unchanged when the write resolves [C1]', async () => {
      await harness.sink.write([sampleEntry(1)], { durable: false });
      await harness.sink.write([sampleEntry(2)], { durable: true });
      expect(await harness.read()).toEqual([sampleEntry(1), sampleEntry(2)]);
    });

    test('the entries of one write stay together and in order [C1]', async () => {
      const entries = [1, 2, 3].map(sampleEntry);
      await Promise.all([
        harness.sink.write(entries, { durable: false }),
        harness.sink.write([sampleEntry(4)], { durable: true }),
      ]);
      expect(await harness.read()).toEqual([...entries, sampleEntry(4)]);
    });

    test('a write of nothing is kept as nothing', async () => {
      await harness.sink.write([], { durable: true });
      expect(await harness.read()).toEqual([]);
    });

    test('a thousand concurrent writes are kept whole, once each, in the order they were asked for [C1]', async () => {
      const entries = Array.from({ length: 1_000 }, (_, index) => sampleEntry(index));
      await Promise.all(entries.map((entry, i) => harness.sink.write([entry], { durable: i % 7 === 0 })));
      expect(await harness.read()).toEqual(entries);
    });

    test('closing keeps what was being written [C2]', async () => {
      const writes = [1, 2, 3].map((index) => harness.sink.write([sampleEntry(index)], { durable: false }));
      await harness.sink.close();
      await Promise.all(writes);
      expect(await harness.read()).toEqual([1, 2, 3].map(sampleEntry));
    });

    test('a closed sink refuses writes and may be closed again', async () => {
      await harness.sink.close();
      await harness.sink.close();
      await expect(harness.sink.write([sampleEntry(1)], { durable: false })).rejects.toThrow(/closed/);
      expect(await harness.read()).toEqual([]);
    });

    test('every writer learns of a fault, and writes work again once it is mended [C4]', async ({ skip }) => {
      const { fault, sink } = harness;
      if (fault === undefined) return skip('this sink has no fault to cause');
      await fault.cause();
      const failed = await Promise.allSettled([1, 2, 3].map((i) => sink.write([sampleEntry(i)], { durable: false })));
      expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      await fault.mend();
      await sink.write([sampleEntry(4)], { durable: true });
      expect((await harness.read()).at(-1)).toEqual(sampleEntry(4));
    });
  });
}
