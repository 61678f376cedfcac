import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditSink } from '../audit-sink.ts';
import { entryKey } from '../entry-key.ts';
import type { AuditEntry } from '../record.ts';
import { isSinkError } from '../sink-error.ts';
import { keptEntries } from './kept-entry.ts';
import { sampleEntry, sampleOfEachPhase } from './sample-entry.ts';

/** A sink under test, and how to look at what its destination kept. */
export interface AuditSinkHarness {
  readonly sink: AuditSink;
  /** Everything the destination has, oldest first. */
  read(): Promise<readonly AuditEntry[]>;
  /** Another sink on the same destination, as after a restart. Closed by the suite. */
  reopen(): Promise<AuditSink>;
  /** Credentials and the like, that no error may show. */
  readonly secrets?: readonly string[];
  /** Removes what the test left behind. The sink is closed then. */
  dispose?(): Promise<void>;
}

/** A way in which a destination fails. */
export interface SinkFault<Harness> {
  readonly cause: (harness: Harness) => Promise<unknown> | void;
  readonly mend: (harness: Harness) => Promise<unknown> | void;
  /** What the sink shall hand on of a `Retry-After`. */
  readonly retryAfterMs?: number;
}

/** A fault in which nothing answers, and no timeout of the sink's own ends the delivery. */
export interface SinkHang<Harness> extends SinkFault<Harness> {
  /** Called before the delivery; resolves when that hangs. */
  readonly reached: (harness: Harness) => Promise<void>;
}

/** What is tested, and how. */
export interface SinkSubject<Harness extends AuditSinkHarness> {
  /** Makes a fresh sink with an empty destination. */
  open(): Promise<Harness>;
  /** Every fault the destination can have, by a name that fits "while it ...". */
  readonly faults?: Readonly<Record<string, SinkFault<NoInfer<Harness>>>>;
  /** To test that a delivery can be given up. */
  readonly hanging?: SinkHang<NoInfer<Harness>>;
  /** Makes the destination refuse this entry for good, alone or among others. */
  readonly refuse?: (harness: NoInfer<Harness>, entry: AuditEntry) => Promise<unknown> | void;
  /**
   * What becomes of an entry that comes again. `kept once`, `kept once by a process` (its next one may repeat it), or
   * `kept again`: whoever reads has to tell by `entryKey`. Default `kept once`.
   */
  readonly repeated?: 'kept once' | 'kept once by a process' | 'kept again';
}

const never = new AbortController().signal;

/** The contract of `AuditSink`, as tests. Every sink of this package passes it, on real parts. */
export function describeAuditSink<Harness extends AuditSinkHarness>(name: string, subject: SinkSubject<Harness>): void {
  const { faults = {}, hanging, refuse, repeated = 'kept once' } = subject;

  describe(`${name} keeps the contract of an audit sink`, () => {
    let harness: Harness;
    beforeEach(async () => {
      harness = await subject.open();
    });
    afterEach(async () => {
      await harness.sink.close();
      await harness.dispose?.();
    });

    const deliver = (entries: readonly AuditEntry[]) => harness.sink.deliver(keptEntries(...entries), never);

    /** What is there, an entry once where the sink may repeat it. */
    async function kept(): Promise<readonly AuditEntry[]> {
      const entries = await harness.read();
      return repeated === 'kept again' ? distinct(entries) : entries;
    }

    async function failureOf(entries: readonly AuditEntry[], signal = never): Promise<unknown> {
      const failure: unknown = await harness.sink.deliver(keptEntries(...entries), signal).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(Error);
      const shown = inspect(failure, { depth: Infinity, showHidden: true });
      expect((harness.secrets ?? []).filter((secret) => shown.includes(secret))).toEqual([]);
      expect(shown).not.toContain(canary);
      return failure;
    }

    test('what was delivered is kept, in order and unchanged [C3]', async () => {
      await deliver([sampleEntry(1)]);
      await deliver([sampleEntry(2), sampleEntry(3)]);
      expect(await kept()).toEqual([1, 2, 3].map(sampleEntry));
    });

    test('every kind of entry is kept [C3]', async () => {
      await deliver(sampleOfEachPhase());
      expect(await kept()).toEqual(sampleOfEachPhase());
    });

    test('a full batch is kept [C2]', async () => {
      const batch = Array.from({ length: 100 }, (_, index) => bigEntry(index));
      await deliver(batch);
      expect(await kept()).toEqual(batch);
    });

    test('a delivery of nothing is kept as nothing', async () => {
      await deliver([]);
      expect(await kept()).toEqual([]);
    });

    test('an entry that comes again is kept once [C2]', async () => {
      await deliver([1, 2].map(sampleEntry));
      await deliver([1, 2].map(sampleEntry));
      await deliver([2, 3].map(sampleEntry));
      await Promise.all([deliver([4, 5].map(sampleEntry)), deliver([4, 5].map(sampleEntry))]);
      expect(await kept()).toEqual([1, 2, 3, 4, 5].map(sampleEntry));
    });

    test('an entry that comes again after a restart is kept once [C2]', async () => {
      await deliver(sampleOfEachPhase());
      await harness.sink.close();
      const next = await harness.reopen();
      await next.deliver(keptEntries(...sampleOfEachPhase(), sampleEntry(9)), never);
      await next.close();
      const entries = repeated === 'kept once' ? await kept() : distinct(await kept());
      expect(entries).toEqual([...sampleOfEachPhase(), sampleEntry(9)]);
    });

    test.for(Object.entries(faults))(
      'while it %s nothing is lost, and nothing is kept twice [C2] [C4]',
      async ([, fault]) => {
        await deliver([sampleEntry(1)]);
        await fault.cause(harness);
        const failures = [await failureOf([2, 3].map(secretive)), await failureOf([2, 3].map(secretive))];
        for (const failure of failures) {
          expect(isSinkError(failure) ? failure.kind : 'retry').toBe('retry');
          expect(isSinkError(failure) ? failure.retryAfterMs : undefined).toBe(fault.retryAfterMs);
        }
        await fault.mend(harness);
        await deliver([2, 3].map(secretive));
        await deliver([sampleEntry(4)]);
        expect(await kept()).toEqual([sampleEntry(1), ...[2, 3].map(secretive), sampleEntry(4)]);
      },
    );

    test.for(refuse === undefined ? [] : [refuse])(
      'a batch with an entry that is refused for good is poison, the rest of it is not [C2]',
      async (refuseEntry) => {
        await refuseEntry(harness, secretive(2));
        expect(await failureOf([1, 2, 3].map(secretive))).toMatchObject({ kind: 'poison' });
        expect(await failureOf([secretive(2)])).toMatchObject({ kind: 'poison' });
        await deliver([1, 3].map(secretive));
        expect(await kept()).toEqual([1, 3].map(secretive));
      },
    );

    test.for(hanging === undefined ? [] : [hanging])(
      'a delivery that hangs can be given up, and the next one goes through [C2]',
      async ({ cause, mend, reached }) => {
        await cause(harness);
        const giveUp = new AbortController();
        const hangs = reached(harness);
        const failure = failureOf([secretive(1)], giveUp.signal);
        await hangs;
        giveUp.abort();
        expect(isSinkError(await failure)).toBe(true);
        await mend(harness);
        await deliver([secretive(1)]);
        expect(await kept()).toEqual([secretive(1)]);
      },
    );

    test('a delivery that was given up before it began is not in the way of the next one [C2]', async () => {
      await harness.sink.deliver(keptEntries(secretive(1)), AbortSignal.abort()).catch(() => {});
      await deliver([secretive(1)]);
      expect(await kept()).toEqual([secretive(1)]);
    });
  });
}

/** One of each key, as a reader sees them who tells repetitions apart. */
function distinct(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  return [...new Map(entries.map((entry) => [entryKey(entry), entry])).values()];
}

const canary = 'canary-4711-in-the-record';

/** An entry whose content no error may repeat. */
const secretive = (index: number): AuditEntry => ({ ...sampleEntry(index), protocol: canary });

/** An entry of the largest request and response a record keeps. */
const bigEntry = (index: number): AuditEntry => ({
  ...sampleEntry(index),
  response: { value: { text: 'ü'.repeat(4_000) }, bytes: 8_011, sha256: '' },
});
