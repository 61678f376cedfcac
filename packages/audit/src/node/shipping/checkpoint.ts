import { join } from 'node:path';
import type { EntryPlace } from '../../kept-entry.ts';
import type { SpoolFs } from '../spool/spool-fs.ts';

const saveMs = 1_000;

/** Whether the sink has everything up to that entry. */
export function isAcknowledged(fs: SpoolFs, directory: string, sink: string, last: EntryPlace): boolean {
  const { seq, hash } = parse(fs.readText(pathOf(directory, sink)));
  return seq === last.seq && hash === last.hash;
}

const pathOf = (directory: string, sink: string) => join(directory, `checkpoint-${sink}.json`);

/** How far one sink has acknowledged the stream of one instance. */
export class Checkpoint {
  readonly #fs: SpoolFs;
  readonly #path: string;
  #seq = 0;
  #unsaved: EntryPlace | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fs: SpoolFs, directory: string, sink: string) {
    this.#fs = fs;
    this.#path = pathOf(directory, sink);
  }

  get seq(): number {
    return this.#seq;
  }

  /**
   * Reads it. One that does not fit the stream counts as none: it is better to deliver twice than never.
   *
   * @param entryAt The entry of that number, if it is still on disk.
   */
  load(lastSeq: number, entryAt: (seq: number) => EntryPlace | undefined): void {
    const { seq, hash } = parse(this.#fs.readText(this.#path));
    const entry = seq <= lastSeq ? entryAt(seq) : undefined;
    this.#seq = entry?.seq === seq && entry.hash === hash ? seq : 0;
  }

  /** Moves it behind an entry, and saves it within a second: a rename can cost as much as a hundred records. */
  move(entry: EntryPlace): void {
    this.#seq = entry.seq;
    this.#unsaved = entry;
    this.#timer ??= setTimeout(() => this.save(), saveMs).unref();
  }

  /** A disk that does not keep it costs a repetition at the next start, nothing else. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#unsaved === undefined) return;
    const { seq, hash } = this.#unsaved;
    this.#unsaved = undefined;
    try {
      this.#fs.replaceText(this.#path, `${JSON.stringify({ seq, hash })}\n`);
    } catch {
      // See above.
    }
  }
}

function parse(text: string | undefined): EntryPlace {
  try {
    const { seq, hash } = JSON.parse(text ?? '{}') as Readonly<Record<string, unknown>>;
    if (Number.isSafeInteger(seq) && typeof hash === 'string') return { seq: Number(seq), hash };
  } catch {
    // A checkpoint that a crash left half written.
  }
  return { seq: 0, hash: '' };
}
