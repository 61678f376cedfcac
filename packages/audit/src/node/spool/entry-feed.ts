import type { AuditEntry } from '../../record.ts';
import { readSegment } from './segment-files.ts';
import type { SegmentFile } from './recover-instance.ts';
import type { SpoolFs } from './spool-fs.ts';
import { parseEntry } from './stored-entry.ts';

/** Most entries kept in memory for a sink that is a little behind. */
const mostRecent = 1_024;

/** The last entries of an instance, so that a sink that keeps up costs no reading. */
export class RecentEntries {
  #entries: AuditEntry[] = [];

  add(entries: readonly AuditEntry[]): void {
    this.#entries.push(...entries);
    if (this.#entries.length > mostRecent * 2) this.#entries = this.#entries.slice(-mostRecent);
  }

  /** Lets go of what every sink has: what lives long costs the collector as much as it cost to make. */
  forget(acknowledgedSeq: number): void {
    const first = this.#entries[0]?.stream.seq;
    if (first !== undefined && acknowledgedSeq >= first) this.#entries.splice(0, acknowledgedSeq + 1 - first);
  }

  /** Entries after `seq`; undefined when the next one is not in memory. */
  after(seq: number): readonly AuditEntry[] | undefined {
    const first = this.#entries[0]?.stream.seq;
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
  #reading: { seq: number; readonly entries: Generator<AuditEntry> } | undefined;

  constructor(options: EntryFeedOptions) {
    this.#options = options;
  }

  /** At most `most` entries after `seq`, and about `mostBytes`; none when there are no more. */
  after(seq: number, most: number, mostBytes: number): readonly AuditEntry[] {
    const recent = this.#options.recent.after(seq);
    if (recent !== undefined) {
      this.close();
      return fit(recent, most, mostBytes);
    }
    return fit(this.#fromDisk(seq), most, mostBytes, (entry) => {
      if (this.#reading !== undefined) this.#reading.seq = entry.stream.seq;
    });
  }

  close(): void {
    this.#reading?.entries.return(undefined);
    this.#reading = undefined;
  }

  *#fromDisk(seq: number): Generator<AuditEntry> {
    if (this.#reading?.seq !== seq) {
      this.close();
      this.#reading = { seq, entries: this.#read(seq) };
    }
    const reading = this.#reading;
    for (let next = reading.entries.next(); next.done !== true; next = reading.entries.next()) yield next.value;
    // What is written later is read by a new one.
    this.#reading = undefined;
  }

  *#read(seq: number): Generator<AuditEntry> {
    const { fs, directory, segments } = this.#options;
    const all = segments();
    const start = all.findLastIndex(({ firstSeq }) => firstSeq !== undefined && firstSeq <= seq + 1);
    for (const { index } of all.slice(Math.max(0, start))) {
      for (const frame of readSegment(fs, directory, index)) {
        const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
        if (entry !== undefined && entry.stream.seq > seq) yield entry;
      }
    }
  }
}

/** Takes from `entries` no more than it returns. */
function fit(
  entries: Iterable<AuditEntry>,
  most: number,
  mostBytes: number,
  onTaken: (entry: AuditEntry) => void = () => {},
): readonly AuditEntry[] {
  const taken: AuditEntry[] = [];
  let bytes = 0;
  const iterator = entries[Symbol.iterator]();
  while (taken.length < most && bytes < mostBytes) {
    const next = iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    bytes += estimateBytes(next.value);
    onTaken(next.value);
  }
  return taken;
}

/** Without rendering it again: a record is about 2 KiB and its bodies. */
function estimateBytes(entry: AuditEntry): number {
  if (entry.phase !== 'attempt' && entry.phase !== 'outcome') return 1_024;
  const response = entry.phase === 'outcome' ? entry.response : undefined;
  return 2_048 + sizeOf(entry.request) + (response === undefined ? 0 : sizeOf(response));
}

function sizeOf(body: { readonly bytes: number } | { readonly omitted: string }): number {
  return 'bytes' in body ? Math.min(body.bytes, 8_192) : 0;
}
