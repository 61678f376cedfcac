import type { AppendOptions } from '../../entry-store.ts';
import type { PlacedEntry } from '../../kept-entry.ts';
import type { DigestRecord, EntryDraft } from '../../record.ts';
import { placeEntry, sealEntry, streamHead, type StreamHead } from '../../stream-head.ts';
import { writeDraft, type WrittenEntry } from '../../written-entry.ts';
import { digestHash, signDigest } from '../signed-entry.ts';
import type { SigningKey } from '../signing-key.ts';
import { FrameBuffer, mostUnits } from './frame-buffer.ts';
import type { RecoveredInstance, SegmentFile } from './recover-instance.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { SpoolFs } from './spool-fs.ts';
import { reserveBytes, type SpoolLimits } from './spool-limits.ts';

/** UTF-16 units that the place in the stream takes at most. */
const longestPlace = 512;

/** @param urgentSeq `seq` of the last of them that sinks must have within 50 ms. */
export type OnKept = (entries: readonly PlacedEntry[], urgentSeq: number | undefined) => void;

/** What one instance directory is written with. */
export interface InstanceWriterOptions {
  readonly fs: SpoolFs;
  readonly directory: string;
  readonly instance: string;
  readonly boot: string;
  readonly recovered: RecoveredInstance;
  readonly key: SigningKey;
  readonly limits: SpoolLimits;
  readonly now: () => number;
  /** Entries that were kept, in order; called before their writers learn of it. */
  readonly onKept: OnKept;
}

/** What arrived within one turn of the event loop, and what its writers wait for. */
interface Batch {
  readonly entries: WrittenEntry[];
  written?: PromiseWithResolvers<void>;
  /** Settles later: the disk keeps it. */
  synced?: PromiseWithResolvers<void>;
}

type Cause = DigestRecord['cause'];

/**
 * The one writer of an instance. What arrives within one turn of the event loop shares one `write`; what must be durable
 * shares the `fsync` that begins when the one before it has ended. An entry that could not be written has no place in the
 * stream: the next one takes it.
 */
export class InstanceWriter {
  readonly #options: InstanceWriterOptions;
  readonly #segments: SegmentWriter;
  readonly #frames = new FrameBuffer();
  readonly #openAttempts = new Map<string, number>();
  #head: StreamHead;
  #prevDigest: string;
  #unsignedFrom: number;
  #unsigned: number;
  #batch: Batch | undefined;
  #forSync: PromiseWithResolvers<void>[] = [];
  #syncing: Promise<void> | undefined;
  #closed = false;

  constructor(options: InstanceWriterOptions) {
    const { fs, directory, instance, boot, recovered } = options;
    this.#options = options;
    this.#segments = new SegmentWriter(fs, directory, recovered.segments);
    this.#head = streamHead({ boot, instance, hash: recovered.hash, seq: recovered.seq });
    this.#prevDigest = recovered.prevDigest;
    this.#unsignedFrom = recovered.unsignedFrom;
    this.#unsigned = recovered.unsigned;
    for (const [id, { stream }] of recovered.openAttempts) this.#openAttempts.set(id, stream.seq);
  }

  get instance(): string {
    return this.#head.instance;
  }

  get bytes(): number {
    return this.#segments.bytes;
  }

  get segments(): readonly SegmentFile[] {
    return this.#segments.segments;
  }

  /** `seq` of the last entry that was kept. */
  get lastSeq(): number {
    return this.#head.seq;
  }

  /** Resolves when the entry is written, and, when `durable`, when the disk keeps it through a loss of power. */
  append(entry: WrittenEntry, { durable }: AppendOptions): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the audit spool is closed'));
    if (this.bytes >= this.#limitFor(entry)) {
      return Promise.reject(new Error(`the audit spool is full: its sinks are behind by ${this.bytes} bytes`));
    }
    // Alone: it must not take others of its batch with it.
    if (isTooLarge(entry)) return Promise.reject(new Error('an audit entry is too large'));
    return this.#enqueue(entry, durable);
  }

  /** Signs what has been written since the last digest, if there is anything. */
  sign(cause: Cause): void {
    this.#commit();
    if (this.#unsigned > 0) this.#writeDigest(cause);
  }

  /** Deletes the oldest segments that nobody needs any more; first the stream says so. */
  async prune(acknowledgedSeq: number): Promise<void> {
    if (this.#closed) return;
    const needed = Math.min(acknowledgedSeq + 1, this.#unsignedFrom, ...this.#openAttempts.values());
    let left = this.bytes;
    let removable = 0;
    let removedThrough = 0;
    for (const [i, { bytes }] of this.segments.entries()) {
      const nextFirst = this.segments[i + 1]?.firstSeq;
      if (left <= this.#options.limits.keepBytes || nextFirst === undefined || nextFirst > needed) break;
      left -= bytes;
      removable += 1;
      removedThrough = nextFirst - 1;
    }
    if (removable === 0) return;
    const at = new Date(this.#options.now()).toISOString();
    await this.#enqueue(writeDraft({ at, phase: 'retention', removed_through_seq: removedThrough, v: 1 }), true);
    for (let i = 0; i < removable; i += 1) this.#segments.removeOldest();
  }

  /** Writes and signs what is there, and lets the files go. */
  async close(): Promise<void> {
    this.#closed = true;
    try {
      this.sign('close');
      await this.#syncing;
    } finally {
      await this.#segments.close();
    }
  }

  #limitFor({ phase, callId }: WrittenEntry): number {
    const { maxBytes } = this.#options.limits;
    const isOwed = phase === 'outcome' && callId !== undefined && this.#openAttempts.has(callId);
    return isOwed ? maxBytes + reserveBytes : maxBytes;
  }

  #enqueue(entry: WrittenEntry, durable: boolean): Promise<void> {
    const batch = (this.#batch ??= this.#begin());
    batch.entries.push(entry);
    const kept = durable
      ? (batch.synced ??= Promise.withResolvers<void>())
      : (batch.written ??= Promise.withResolvers<void>());
    return kept.promise;
  }

  #begin(): Batch {
    setImmediate(() => this.#commit());
    return { entries: [] };
  }

  #commit(): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    this.#batch = undefined;
    const { entries, written, synced } = batch;
    try {
      if (this.#segments.size >= this.#options.limits.segmentBytes) this.#rotate();
      this.#write(entries);
    } catch (error) {
      written?.reject(error);
      synced?.reject(error);
      return;
    }
    written?.resolve();
    if (synced === undefined) return;
    this.#forSync.push(synced);
    this.#syncing ??= this.#sync();
  }

  #rotate(): void {
    if (this.#unsigned > 0) this.#writeDigest('rotation');
    this.#segments.leave();
  }

  /** Writes all of the batch, or nothing and throws. */
  #write(batch: readonly WrittenEntry[]): void {
    const head = { ...this.#head };
    const placed: PlacedEntry[] = [];
    let urgentSeq: number | undefined;
    this.#frames.clear();
    for (const entry of batch) {
      const json = placeEntry(entry, head);
      const sealed = sealEntry(entry, head, json, this.#frames.add(json));
      head.hash = sealed.hash;
      head.seq = sealed.seq;
      if (entry.isUrgent) urgentSeq = sealed.seq;
      placed.push(sealed);
    }
    const first = this.#head.seq + 1;
    this.#segments.append(this.#frames.bytes(), first);
    this.#head = head;
    let seq = first;
    for (const entry of batch) this.#note(entry, seq++);
    this.#options.onKept(placed, urgentSeq);
  }

  #note({ phase, callId }: WrittenEntry, seq: number): void {
    this.#unsigned += 1;
    if (callId === undefined) return;
    if (phase === 'attempt') this.#openAttempts.set(callId, seq);
    if (phase === 'outcome') this.#openAttempts.delete(callId);
  }

  #writeDigest(cause: Cause): void {
    const digest = this.#digest(cause);
    this.#write([writeDraft(digest)]);
    this.#prevDigest = digestHash(digest);
    this.#unsignedFrom = digest.last_seq + 1;
    this.#unsigned = 0;
  }

  #digest(cause: Cause): EntryDraft<DigestRecord> {
    const { instance, hash, seq } = this.#head;
    return signDigest(
      {
        at: new Date(this.#options.now()).toISOString(),
        cause,
        first_seq: this.#unsignedFrom,
        instance,
        last_hash: hash,
        last_seq: seq,
        open_attempts: [...this.#openAttempts.keys()],
        phase: 'digest',
        prev_digest: this.#prevDigest,
        segment: this.#segments.index,
        v: 1,
      },
      this.#options.key,
    );
  }

  async #sync(): Promise<void> {
    while (this.#forSync.length > 0) {
      const batch = this.#forSync;
      this.#forSync = [];
      try {
        await this.#segments.sync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#syncing = undefined;
  }
}

function isTooLarge({ before, after }: WrittenEntry): boolean {
  return before.length + longestPlace + after.length > mostUnits;
}
