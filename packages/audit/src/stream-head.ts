import { callKey, placeKey } from './entry-key.ts';
import { PlacedEntry } from './kept-entry.ts';
import { escape, type WrittenEntry } from './written-entry.ts';

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
  /** What `stream` of every entry begins with. */
  readonly opening: string;
}

/** The head of the stream that `boot` of `instance` writes. */
export function streamHead({ boot, instance, hash, seq }: Omit<StreamHead, 'opening'>): StreamHead {
  const opening = `{"boot":"${escape(boot)}","instance":"${escape(instance)}","prev_hash":"`;
  return { boot, instance, hash, seq, opening };
}

/** Canonical JSON (RFC 8785) of an entry behind the head, without `stream.hash`. */
export function placeEntry({ before, after }: WrittenEntry, { opening, hash, seq }: StreamHead): string {
  return `${before}${opening}${hash}","seq":${seq + 1}}${after}`;
}

/** The same with its hash. @param hash SHA-256 (hex) of `hashed`. */
export function sealEntry(
  { callId, phase }: WrittenEntry,
  head: StreamHead,
  hashed: string,
  hash: string,
): PlacedEntry {
  const seq = head.seq + 1;
  const key = callId === undefined ? placeKey(head, seq) : callKey(callId, phase);
  return new PlacedEntry(hashed, key, { seq, hash });
}
