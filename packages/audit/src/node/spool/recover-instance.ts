import type { AttemptRecord, AuditEntry } from '../../record.ts';
import { noHash } from '../../stream-head.ts';
import { digestHash } from '../signed-entry.ts';
import { listSegments, readSegment, segmentPath } from './segment-files.ts';
import type { SpoolFs } from './spool-fs.ts';
import { parseEntry } from './stored-entry.ts';

/** A segment on disk. */
export interface SegmentFile {
  readonly index: number;
  /** `seq` of its first entry; undefined while it has none. */
  readonly firstSeq: number | undefined;
  readonly bytes: number;
}

/** Where the stream of an instance ended. */
export interface RecoveredInstance {
  /** Undefined for a directory without an entry. */
  readonly instance: string | undefined;
  readonly boot: string | undefined;
  readonly hash: string;
  readonly seq: number;
  /** Key that signs; undefined before the first. */
  readonly keyId: string | undefined;
  /** `seq` of the first entry that no digest covers. */
  readonly unsignedFrom: number;
  readonly prevDigest: string;
  /** How many entries but digests themselves are not covered. */
  readonly unsigned: number;
  /** Attempts without outcome, by call id. */
  readonly openAttempts: ReadonlyMap<string, AttemptRecord>;
  /** Bytes after the last whole entry. */
  readonly cutBytes: number;
  readonly segments: readonly SegmentFile[];
}

/** The stream of an instance is damaged in its middle: nothing may be appended to it. */
export class DamagedInstanceError extends Error {
  override readonly name = 'DamagedInstanceError';
}

/**
 * Finds the end of an instance's stream and, unless it only looks, cuts off a torn tail. Reads the segments from the last
 * signed digest on.
 *
 * @throws DamagedInstanceError when an entry there is changed or missing.
 */
export function recoverInstance(fs: SpoolFs, directory: string, mode: 'cut' | 'look' = 'cut'): RecoveredInstance {
  const indexes = listSegments(fs, directory);
  const tail = new Tail();
  for (const index of indexes.slice(startOfTail(fs, directory, indexes))) tail.add(fs, directory, index);
  const cutBytes = tail.torn === undefined ? 0 : cut(fs, directory, tail.torn, mode);
  const missing = tail.missingAttempts();
  if (missing.size > 0) findAttempts(fs, directory, indexes, missing, tail.openAttempts);
  const segments = indexes.map((index) => describeSegment(fs, directory, index));
  return { ...tail.end(), openAttempts: tail.found(), cutBytes, segments };
}

/** Place in `indexes` of the last segment that a digest is in, or 0. */
function startOfTail(fs: SpoolFs, directory: string, indexes: readonly number[]): number {
  for (let i = indexes.length - 1; i > 0; i -= 1) {
    for (const frame of readSegment(fs, directory, indexes[i] ?? 0)) {
      if (frame.kind !== 'entry' || !frame.json.includes('"phase":"digest"')) continue;
      if (parseEntry(frame.json, frame.hash)?.phase === 'digest') return i;
    }
  }
  return 0;
}

class Tail {
  torn: { readonly index: number; readonly offset: number } | undefined;
  readonly openAttempts = new Map<string, AttemptRecord | undefined>();
  #last: AuditEntry | undefined;
  #keyId: string | undefined;
  #prevDigest = noHash;
  #unsignedFrom = 1;
  #unsigned = 0;

  add(fs: SpoolFs, directory: string, index: number): void {
    for (const frame of readSegment(fs, directory, index)) {
      if (frame.kind === 'torn' || frame.kind === 'broken') {
        this.torn ??= { index, offset: frame.offset };
        continue;
      }
      const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
      if (entry === undefined || !this.#follows(entry)) {
        throw new DamagedInstanceError(`an entry in segment ${index} at byte ${frame.offset} is damaged`);
      }
      // Whole entries after a broken line, in the same file: it was no torn tail.
      if (this.torn?.index === index)
        throw new DamagedInstanceError(`segment ${index} is damaged at byte ${this.torn.offset}`);
      this.torn = undefined;
      this.#take(entry);
    }
  }

  #follows({ stream }: AuditEntry): boolean {
    const last = this.#last?.stream;
    return last === undefined || (stream.seq === last.seq + 1 && stream.prev_hash === last.hash);
  }

  #take(entry: AuditEntry): void {
    this.#last = entry;
    if (entry.phase === 'digest') {
      // Only the newest one, and only the first time: what it lists may have ended since.
      for (const id of entry.open_attempts) if (!this.openAttempts.has(id)) this.openAttempts.set(id, undefined);
      this.#prevDigest = digestHash(entry);
      this.#unsignedFrom = entry.last_seq + 1;
      this.#unsigned = 0;
      this.#keyId = entry.key_id;
      return;
    }
    this.#unsigned += 1;
    if (entry.phase === 'key') this.#keyId = entry.key_id;
    if (entry.phase === 'attempt') this.openAttempts.set(entry.call_id, entry);
    if (entry.phase === 'outcome') this.openAttempts.delete(entry.call_id);
  }

  missingAttempts(): Set<string> {
    return new Set([...this.openAttempts].filter(([, attempt]) => attempt === undefined).map(([id]) => id));
  }

  found(): ReadonlyMap<string, AttemptRecord> {
    const attempts = [...this.openAttempts.values()].filter((attempt) => attempt !== undefined);
    return new Map(
      attempts.toSorted((a, b) => a.stream.seq - b.stream.seq).map((attempt) => [attempt.call_id, attempt]),
    );
  }

  end() {
    const { instance, boot, hash, seq } = this.#last?.stream ?? { hash: noHash, seq: 0 };
    return {
      instance,
      boot,
      hash,
      seq,
      keyId: this.#keyId,
      unsignedFrom: this.#unsignedFrom,
      prevDigest: this.#prevDigest,
      unsigned: this.#unsigned,
    };
  }
}

/** What is cut off is kept beside the segment: it may be evidence. */
function cut(
  fs: SpoolFs,
  directory: string,
  { index, offset }: NonNullable<Tail['torn']>,
  mode: 'cut' | 'look',
): number {
  const path = segmentPath(directory, index);
  const torn = readFrom(fs, path, offset);
  if (mode === 'look') return torn.length;
  const file = fs.openAppend(path, 'existing');
  try {
    fs.replaceText(`${path}.torn-at-${offset}`, torn.toString('latin1'));
    file.truncate(offset);
  } finally {
    file.close();
  }
  return torn.length;
}

function readFrom(fs: SpoolFs, path: string, offset: number): Buffer {
  const file = fs.openRead(path);
  try {
    const bytes = Buffer.alloc(Math.max(0, file.size() - offset));
    return bytes.subarray(0, file.read(bytes, offset));
  } finally {
    file.close();
  }
}

/** Attempts that a digest lists may be older than it. */
function findAttempts(
  fs: SpoolFs,
  directory: string,
  indexes: readonly number[],
  missing: Set<string>,
  found: Map<string, AttemptRecord | undefined>,
): void {
  for (const index of indexes.toReversed()) {
    for (const frame of readSegment(fs, directory, index)) {
      const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
      if (entry?.phase === 'attempt' && missing.delete(entry.call_id)) found.set(entry.call_id, entry);
    }
    if (missing.size === 0) return;
  }
}

/** What a segment holds. */
export function describeSegment(fs: SpoolFs, directory: string, index: number): SegmentFile {
  const file = fs.openRead(segmentPath(directory, index));
  const bytes = file.size();
  file.close();
  for (const frame of readSegment(fs, directory, index)) {
    const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
    if (entry !== undefined) return { index, firstSeq: entry.stream.seq, bytes };
  }
  return { index, firstSeq: undefined, bytes };
}
