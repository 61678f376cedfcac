import type { SegmentFile } from './recover-instance.ts';
import { listSegments, segmentPath } from './segment-files.ts';
import type { AppendFile, SpoolFs } from './spool-fs.ts';

interface OpenSegment {
  readonly index: number;
  readonly handle: AppendFile;
  /** Of what was appended whole. */
  size: number;
  /** Bytes of an append that failed stand behind it, and could not be taken back yet. */
  isTorn: boolean;
}

/** Writes the bytes of one segment after the other, and knows which of them the disk has yet to be asked to keep. */
export class SegmentWriter {
  readonly #fs: SpoolFs;
  readonly #directory: string;
  readonly #segments: SegmentFile[];
  #file: OpenSegment | undefined;
  readonly #unsynced = new Set<AppendFile>();
  readonly #syncing = new Set<AppendFile>();
  readonly #retired = new Set<AppendFile>();
  #bytes: number;
  #directoryUnsynced = true;

  constructor(fs: SpoolFs, directory: string, segments: readonly SegmentFile[]) {
    this.#fs = fs;
    this.#directory = directory;
    this.#segments = [...segments];
    this.#bytes = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Oldest first, the one being written last. */
  get segments(): readonly SegmentFile[] {
    return this.#segments;
  }

  /** Of all segments. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The segment that the next bytes go to. */
  get index(): number {
    return this.#segments.at(-1)?.index ?? 1;
  }

  get size(): number {
    return this.#segments.at(-1)?.bytes ?? 0;
  }

  /**
   * Appends all of `data`, or nothing.
   *
   * @param firstSeq `seq` of the first entry in it.
   * @throws whatever the disk says.
   */
  append(data: Uint8Array, firstSeq: number): void {
    const file = this.#current();
    try {
      for (let written = 0; written < data.length;) written += file.handle.write(data.subarray(written));
    } catch (error) {
      file.isTorn = true;
      try {
        this.#takeBack(file);
      } catch {
        // Tried again before anything else is appended.
      }
      throw error;
    }
    file.size += data.length;
    this.#bytes += data.length;
    this.#unsynced.add(file.handle);
    this.#describe(file.index, file.size, firstSeq);
  }

  /** The next bytes begin a new segment. @throws whatever the disk says of what a failed append left. */
  leave(): void {
    if (this.#file?.isTorn === true) this.#takeBack(this.#file);
    this.#retire();
  }

  /** Resolves when the disk keeps everything that was appended before the call. */
  async sync(): Promise<void> {
    const files = [...this.#unsynced];
    this.#unsynced.clear();
    for (const file of files) this.#syncing.add(file);
    const withDirectory = this.#directoryUnsynced;
    this.#directoryUnsynced = false;
    try {
      for (const file of files) await file.sync();
      if (withDirectory) await this.#fs.syncDirectory(this.#directory);
    } catch (error) {
      // After a failed fsync nobody knows what the disk has: nothing more goes into that file.
      this.#retire();
      this.#directoryUnsynced = true;
      throw error;
    } finally {
      this.#syncing.clear();
      this.#closeRetired();
    }
  }

  /** Deletes the oldest segment. */
  removeOldest(): void {
    const [oldest] = this.#segments;
    if (oldest === undefined) return;
    this.#fs.remove(segmentPath(this.#directory, oldest.index));
    this.#segments.shift();
    this.#bytes -= oldest.bytes;
  }

  async close(): Promise<void> {
    try {
      if (this.#unsynced.size > 0) await this.sync();
    } finally {
      this.#unsynced.clear();
      this.#retire();
    }
  }

  #retire(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    this.#retired.add(file.handle);
    this.#closeRetired();
  }

  /** Closes what is not written to any more, once nothing of it has to be kept or is on its way. */
  #closeRetired(): void {
    for (const file of this.#retired) {
      if (this.#unsynced.has(file) || this.#syncing.has(file)) continue;
      this.#retired.delete(file);
      file.close();
    }
  }

  #current(): OpenSegment {
    const known = this.#file;
    if (known?.isTorn === true) this.#takeBack(known);
    if (known !== undefined) {
      const { size, linked } = known.handle.status();
      if (linked && size === known.size) return known;
      // Somebody else has cut, extended or deleted the file: verify will show it. The stream goes on in a new one.
      this.#retire();
      return this.#open(this.index + 1);
    }
    const last = this.#segments.at(-1);
    return this.#open(last === undefined ? 1 : last.index + 1);
  }

  #open(index: number) {
    const taken = listSegments(this.#fs, this.#directory).at(-1) ?? 0;
    const free = Math.max(index, taken + 1);
    const handle = this.#fs.openAppend(segmentPath(this.#directory, free), 'new');
    this.#directoryUnsynced = true;
    this.#segments.push({ index: free, firstSeq: undefined, bytes: 0 });
    this.#file = { index: free, handle, size: 0, isTorn: false };
    return this.#file;
  }

  /**
   * Until what a failed append left is gone, nothing more is appended: among it may be whole entries, whose places in the
   * stream the next ones take.
   *
   * @throws whatever the disk says.
   */
  #takeBack(file: OpenSegment): void {
    file.handle.truncate(file.size);
    file.isTorn = false;
  }

  #describe(index: number, bytes: number, firstSeq: number): void {
    const last = this.#segments.length - 1;
    this.#segments[last] = { index, bytes, firstSeq: this.#segments[last]?.firstSeq ?? firstSeq };
  }
}
