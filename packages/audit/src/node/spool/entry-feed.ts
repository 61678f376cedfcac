import { entryKey } from '../../entry-key.ts';
import { PlacedEntry } from '../../kept-entry.ts';
import { readSegment } from './segment-files.ts';
import type { SegmentFile } from './recover-instance.ts';
import type { SpoolFs } from './spool-fs.ts';
import { parseEntry } from './stored-entry.ts';

/** Most entries kept in memory for a sink that is a little behind. */
const mostRecent = 1_024;

/** The last entries of an instance, so that a sink that keeps up costs no reading. */
export class RecentEntries {
  #entries: PlacedEntry[] = [];

  add(entries: readonly PlacedEntry[]): void {
    this.#entries.push(...entries);
    if (this.#entries.length > mostRecent * 2) this.#entries = this.#entries.slice(-mostRecent);
  }

  /** Lets go of what every sink has: what lives long costs the collector as much as it cost to make. */
  forget(acknowledgedSeq: number): void {
    const first = this.#entries[0]?.seq;
    if (first !== undefined && acknowledgedSeq >= first) this.#entries.splice(0, acknowledgedSeq + 1 - first);
  }

  /** Entries after `seq`; undefined when the next one is not in memory. */
  after(seq: number): readonly PlacedEntry[] | undefined {
    const first = this.#entries[0]?.seq;
    if (first === undefined || seq + 1 < first) return undefined;
    return this.#entries.slice(seq + 1 - first);
  }
}

/** Where a feed reads. */
export interface EntryFeedOptions {
  readonly fs: SpoolFs;
  readonly directory: string;
  readonly recent: RecentEntries;
  readonly segments: () => readonly SegmentFile[];
}

/** The entries of an instance in order, for one sink. */
export class EntryFeed {
  readonly #options: EntryFeedOptions;
  #reading: { seq: number; readonly entries: Generator<PlacedEntry> } | undefined;

  constructor(options: EntryFeedOptions) {
    this.#options = options;
  }

  /** At most `most` entries after `seq`, and about `mostBytes`; none when there are no more. */
  after(seq: number, most: number, mostBytes: number): readonly PlacedEntry[] {
    const recent = this.#options.recent.after(seq);
    if (recent !== undefined) {
      this.close();
      return fit(recent, most, mostBytes);
    }
    return fit(this.#fromDisk(seq), most, mostBytes, (entry) => {
      if (this.#reading !== undefined) this.#reading.seq = entry.seq;
    });
  }

  close(): void {
    this.#reading?.entries.return(undefined);
    this.#reading = undefined;
  }

  *#fromDisk(seq: number): Generator<PlacedEntry> {
    if (this.#reading?.seq !== seq) {
      this.close();
      this.#reading = { seq, entries: this.#read(seq) };
    }
    const reading = this.#reading;
    for (let next = reading.entries.next(); next.done !== true; next = reading.entries.next()) yield next.value;
    // What is written later is read by a new one.
    this.#reading = undefined;
  }

  *#read(seq: number): Generator<PlacedEntry> {
    const { fs, directory, segments } = this.#options;
    const all = segments();
    const start = all.findLastIndex(({ firstSeq }) => firstSeq !== undefined && firstSeq <= seq + 1);
    for (const { index } of all.slice(Math.max(0, start))) {
      for (const frame of readSegment(fs, directory, index)) {
        if (frame.kind !== 'entry') continue;
        const { json, hash } = frame;
        const entry = parseEntry(json, hash);
        if (entry !== undefined && entry.stream.seq > seq) {
          yield new PlacedEntry(json, entryKey(entry), entry.stream, entry);
        }
      }
    }
  }
}

/** Takes from `entries` no more than it returns. */
function fit(
  entries: Iterable<PlacedEntry>,
  most: number,
  mostBytes: number,
  onTaken: (entry: PlacedEntry) => void = () => {},
): readonly PlacedEntry[] {
  const taken: PlacedEntry[] = [];
  let bytes = 0;
  const iterator = entries[Symbol.iterator]();
  while (taken.length < most && bytes < mostBytes) {
    const next = iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    bytes += next.value.size;
    onTaken(next.value);
  }
  return taken;
}
