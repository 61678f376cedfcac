import { canonicalJson } from './canonical-json.ts';
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

/** An entry that has its place, all but the hash, and the text that is hashed. */
export interface PlacedEntry {
  readonly draft: EntryDraft;
  readonly position: Omit<StreamPosition, 'hash'>;
  /** Canonical JSON (RFC 8785) of the entry without `stream.hash`. */
  readonly json: string;
}

/** Puts an entry behind the head. @throws Error when it has no canonical JSON. */
export function placeEntry(draft: EntryDraft, { boot, instance, hash, seq }: StreamHead): PlacedEntry {
  const position = { boot, instance, prev_hash: hash, seq: seq + 1 };
  return { draft, position, json: canonicalJson({ ...draft, stream: position }) };
}

/** The entry as sinks see it. `hash` is the SHA-256 (hex) of `json`. */
export function sealEntry({ draft, position }: PlacedEntry, hash: string): AuditEntry {
  const { boot, instance, prev_hash, seq } = position;
  return { ...draft, stream: { boot, hash, instance, prev_hash, seq } };
}
