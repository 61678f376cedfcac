import type { AuditEntry } from './record.ts';

/** An entry that has its place in the stream, as sinks get it. */
export interface KeptEntry {
  /** One line: canonical JSON (RFC 8785), what `stream.hash` was taken of and that hash. */
  readonly json: string;
  /** `entryKey` of it. */
  readonly key: string;
  /** The same as an object. Made when it is first asked for; every sink gets the same one and leaves it as it is. */
  readonly entry: AuditEntry;
}

/** Where an entry stands in its stream. */
export interface EntryPlace {
  readonly seq: number;
  /** SHA-256 (hex) of its canonical JSON without `stream.hash`. */
  readonly hash: string;
}

/** An entry as it is on disk: text without `stream.hash`, and that hash. */
export class PlacedEntry implements KeptEntry, EntryPlace {
  readonly key: string;
  readonly seq: number;
  readonly hash: string;
  readonly #hashed: string;
  #entry: AuditEntry | undefined;

  /**
   * @param hashed As `placeEntry` writes it.
   * @param entry Where it has been parsed already.
   */
  constructor(hashed: string, key: string, { seq, hash }: EntryPlace, entry?: AuditEntry) {
    this.#hashed = hashed;
    this.key = key;
    this.seq = seq;
    this.hash = hash;
    this.#entry = entry;
  }

  get json(): string {
    // Texts within the entry have their quotes escaped, and no field behind `stream` has fields of that name.
    const stream = this.#hashed.lastIndexOf('"stream":{"boot":');
    const next = stream === -1 ? -1 : this.#hashed.indexOf(',"instance":', stream);
    // On disk there may be what no process of ours has written.
    if (next === -1) return JSON.stringify(this.#entry);
    return `${this.#hashed.slice(0, next)},"hash":"${this.hash}"${this.#hashed.slice(next)}`;
  }

  get entry(): AuditEntry {
    return (this.#entry ??= JSON.parse(this.json) as AuditEntry);
  }

  /** A sink that renders what it gets keeps the entry, not its key alone. */
  toJSON(): AuditEntry {
    return this.entry;
  }

  /** Length of `json` in UTF-16 units, but for a few. */
  get size(): number {
    return this.#hashed.length;
  }
}
