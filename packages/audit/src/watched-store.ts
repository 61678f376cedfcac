import type { AppendOptions, EntryStore } from './entry-store.ts';
import type { EntryDraft, OutageRecord } from './record.ts';
import { writeDraft, type WrittenEntry } from './written-entry.ts';

/** A store and whether it works, for `/ready` and for the gap that an outage leaves in the log. */
export interface WatchedStore {
  /**
   * An entry that cannot be made counts as one that cannot be kept.
   *
   * @param refuse Makes what it rejects with. Default: what went wrong.
   */
  append(
    make: () => WrittenEntry | Promise<WrittenEntry>,
    options: AppendOptions,
    refuse?: (cause: unknown) => unknown,
  ): Promise<void>;
  /** True since the last append failed. Asking tries the store again in the background: an idle server recovers too. */
  isDown(): boolean;
  /** Counts a read that is answered although its record could not be kept. */
  countUnrecorded(): void;
  close(): Promise<void>;
}

interface Outage {
  readonly since: number;
  refused: number;
  unrecordedReads: number;
}

/** Tells `report` once per outage, and leaves an outage record in the store when it works again. */
export function watchStore(store: EntryStore, now: () => number, report: (error: unknown) => void): WatchedStore {
  let outage: Outage | undefined;
  let background: Promise<void> | undefined;

  function describe({ since, refused, unrecordedReads }: Outage): EntryDraft<OutageRecord> {
    const iso = (time: number) => new Date(time).toISOString();
    return {
      at: iso(now()),
      phase: 'outage',
      refused: refused - unrecordedReads,
      since: iso(since),
      unrecorded_reads: unrecordedReads,
      v: 1,
    };
  }

  /** The write is the outage's own record: it says why there is a gap. */
  async function tryAgain(failed: Outage): Promise<void> {
    try {
      await store.append(writeDraft(describe(failed)), { durable: true });
      if (outage === failed) outage = undefined;
    } catch {
      outage ??= failed;
    }
    background = undefined;
  }

  function onKept(): void {
    const ended = outage;
    if (ended === undefined) return;
    outage = undefined;
    background ??= tryAgain(ended);
  }

  function onFailed(error: unknown): void {
    const isFirst = outage === undefined;
    outage ??= { since: now(), refused: 0, unrecordedReads: 0 };
    outage.refused += 1;
    if (!isFirst) return;
    try {
      report(error);
    } catch {
      // Whoever is told has no say in how the call ends.
    }
  }

  /** Never throws. */
  function begin(make: () => WrittenEntry | Promise<WrittenEntry>, options: AppendOptions): Promise<void> {
    try {
      const made = make();
      return made instanceof Promise ? made.then((entry) => store.append(entry, options)) : store.append(made, options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  return {
    append: (make, options, refuse = (cause) => cause) =>
      begin(make, options).then(onKept, (error: unknown) => {
        onFailed(error);
        throw refuse(error);
      }),
    isDown() {
      if (outage === undefined) return false;
      background ??= tryAgain(outage);
      return true;
    },
    countUnrecorded() {
      if (outage !== undefined) outage.unrecordedReads += 1;
    },
    async close() {
      await background;
      try {
        await store.close();
      } catch (error) {
        report(error);
      }
    },
  };
}
