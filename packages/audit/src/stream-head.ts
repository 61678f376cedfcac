import { canonicalJson } from './canonical-json.ts';
import { quote, type EntryText } from './entry-text.ts';
import type { AuditEntry, EntryDraft, StreamPosition } from './record.ts';

/** `prev_hash` and `prev_digest` of the first. */
export const noHash = '0'.repeat(64);

/** The end of a stream: what the next entry is chained to. */
export interface StreamHead {
  readonly boot: string;
  readonly instance: string;
  /** `hash` of the last entry. */
  readonly hash: string;
  /** `seq` of the last entry; 0 for an empty stream. */
  readonly seq: number;
}

/** An entry that has its place, and the text that is hashed. */
export interface PlacedEntry {
  /** Canonical JSON (RFC 8785) of the entry without `stream.hash`. */
  readonly json: string;
  readonly seq: number;
  /** The entry as sinks see it. `hash` is the SHA-256 (hex) of `json`. */
  seal(hash: string): AuditEntry;
}

/**
 * Puts an entry behind the head.
 *
 * @param text Its canonical JSON but for `stream`, where that has been made.
 * @throws Error when it has no canonical JSON.
 */
export function placeEntry(draft: EntryDraft, head: StreamHead, text?: EntryText): PlacedEntry {
  const { boot, instance, hash: prev_hash } = head;
  const seq = head.seq + 1;
  // One object for both: JSON leaves out what is undefined.
  const stream: { hash: string | undefined } & Omit<StreamPosition, 'hash'> = {
    boot,
    hash: undefined,
    instance,
    prev_hash,
    seq,
  };
  const entry = { ...draft, stream };
  return {
    json: text === undefined ? canonicalJson(entry) : `${text.before}${writeStream(head)}${text.after}`,
    seq,
    seal(hash) {
      stream.hash = hash;
      return entry as AuditEntry;
    },
  };
}

/** Canonical JSON of the place behind the head, without `hash`. */
function writeStream({ boot, instance, hash, seq }: StreamHead): string {
  return `{"boot":${quote(boot)},"instance":${quote(instance)},"prev_hash":${quote(hash)},"seq":${seq + 1}}`;
}
