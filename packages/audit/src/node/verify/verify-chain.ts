import { canonicalJson } from '../../canonical-json.ts';
import type { AuditEntry } from '../../record.ts';
import { noHash } from '../../stream-head.ts';
import type { Frame, NoFrame } from '../spool/read-frames.ts';
import { parseEntry } from '../spool/stored-entry.ts';
import type { Finding } from './finding.ts';

/**
 * Walks the chain of one stream, entry by entry: nothing but the last one is held. Yields what is wrong with it, and hands
 * every entry that is whole and in its place to `onEntry`.
 */
export class ChainWalk {
  readonly #onEntry: (entry: AuditEntry) => Iterable<Finding>;
  #last: { readonly seq: number; readonly hash: string; readonly at: string } | undefined;
  #first: number | undefined;
  #entries = 0;
  /** Set when the entry before was found bad: that the next one does not follow it says nothing new. */
  #excused = false;

  constructor(onEntry: (entry: AuditEntry) => Iterable<Finding>) {
    this.#onEntry = onEntry;
  }

  get first(): number | undefined {
    return this.#first;
  }

  get last() {
    return this.#last;
  }

  get entries(): number {
    return this.#entries;
  }

  *take(frame: Frame, where: string): Generator<Finding> {
    if (frame.kind === 'broken' || frame.kind === 'torn') {
      yield* this.#unreadable(frame, where);
      return;
    }
    const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
    if (entry === undefined) {
      // The next one was written after what stood here: the hash that it names is still there.
      const seq = this.#expected();
      this.#step(seq, frame.hash, this.#last?.at ?? '');
      this.#excused = true;
      yield { weight: 'bad', kind: 'changed', seq, where, message: `record ${seq} is not what was written` };
      return;
    }
    yield* this.#place(entry, where);
    const { boot, instance, prev_hash, seq: place } = entry.stream;
    if (canonicalJson({ ...entry, stream: { boot, instance, prev_hash, seq: place } }) !== frame.json) {
      const { seq } = entry.stream;
      yield { weight: 'bad', kind: 'not-canonical', seq, where, message: `record ${seq} is not canonical JSON` };
    }
    yield* this.#onEntry(entry);
  }

  *#unreadable(frame: NoFrame, where: string): Generator<Finding> {
    const bytes = frame.end - frame.offset;
    const seq = this.#expected();
    if (frame.kind === 'torn') {
      const message = `${bytes} bytes after record ${seq - 1} are half a record, as a crash leaves one`;
      yield { weight: 'note', kind: 'torn-tail', seq, where, message };
      return;
    }
    this.#excused = true;
    yield {
      weight: 'bad',
      kind: 'broken',
      seq,
      where,
      message: `${bytes} bytes where record ${seq} should be are no record`,
    };
  }

  *#place(entry: AuditEntry, where: string): Generator<Finding> {
    const { seq, prev_hash } = entry.stream;
    const expected = this.#expected();
    const excused = this.#excused;
    this.#excused = false;
    if (this.#last === undefined) {
      this.#first = seq;
      if (seq === 1 && prev_hash !== noHash) {
        yield { weight: 'bad', kind: 'chain', seq, where, message: 'record 1 claims that another one was before it' };
      }
    } else if (seq > expected) {
      const range = seq - 1 === expected ? `record ${expected} is` : `records ${expected} to ${seq - 1} are`;
      yield { weight: 'bad', kind: 'gap', seq: expected, where, message: `${range} missing` };
    } else if (seq < expected) {
      yield {
        weight: 'bad',
        kind: 'order',
        seq,
        where,
        message: `record ${seq} stands where record ${expected} should be`,
      };
      // The stream goes on where it was: what was moved or inserted does not shift the rest.
      return;
    } else if (prev_hash !== this.#last.hash && !excused) {
      const message = `record ${seq - 1} is not the one that record ${seq} was written after`;
      yield { weight: 'bad', kind: 'chain', seq: seq - 1, where, message };
    }
    this.#step(seq, entry.stream.hash, entry.at);
  }

  #step(seq: number, hash: string, at: string): void {
    this.#first ??= seq;
    this.#last = { seq, hash, at };
    this.#entries += 1;
  }

  #expected(): number {
    return (this.#last?.seq ?? 0) + 1;
  }
}
