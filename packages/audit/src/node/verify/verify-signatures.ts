import type { AuditEntry, DigestRecord, KeyRecord } from '../../record.ts';
import { digestHash, hasSignatureOf, namesItsKey } from '../signed-entry.ts';
import type { Finding } from './finding.ts';

/** Checks the keys and digests of one stream in order. */
export class SignatureWalk {
  readonly #trusted: ReadonlySet<string> | undefined;
  /** Public keys by id. */
  readonly #keys = new Map<string, string>();
  #currentKey: string | undefined;
  #before: { readonly seq: number; readonly hash: string } | undefined;
  #digest: { readonly lastSeq: number; readonly hash: string; readonly at: string } | undefined;
  #unsigned = 0;

  /** @param trusted Ids of keys that may sign first; undefined trusts the first one that the stream shows. */
  constructor(trusted: ReadonlySet<string> | undefined) {
    this.#trusted = trusted;
  }

  /** Entries that no digest covers, digests apart. */
  get unsigned(): number {
    return this.#unsigned;
  }

  get signedThrough(): { readonly lastSeq: number; readonly at: string } | undefined {
    return this.#digest;
  }

  *take(entry: AuditEntry): Generator<Finding> {
    this.#unsigned += 1;
    if (entry.phase === 'key') yield* this.#takeKey(entry);
    if (entry.phase === 'digest') yield* this.#takeDigest(entry);
    this.#before = entry.stream;
  }

  *#takeKey(entry: KeyRecord): Generator<Finding> {
    const { seq } = entry.stream;
    const bad = (message: string): Finding => ({
      weight: 'bad',
      kind: 'key',
      seq,
      message: `record ${seq} ${message}`,
    });
    if (!namesItsKey(entry)) return yield bad('names another key than it holds');
    const previous = entry.previous_key_id;
    if (previous !== this.#currentKey) return yield bad('introduces a key after one that did not sign before it');
    const signer = previous === undefined ? entry.public_key : (this.#keys.get(previous) ?? '');
    if (!hasSignatureOf(entry, signer)) return yield bad('introduces a key that the one before has not signed');
    if (previous === undefined && this.#trusted?.has(entry.key_id) === false) {
      return yield bad(`introduces the key ${entry.key_id}, which is not one of those you trust`);
    }
    this.#keys.set(entry.key_id, entry.public_key);
    this.#currentKey = entry.key_id;
  }

  /** A key that a trusted one has introduced is trusted too. */
  #isTrusted({ key_id }: DigestRecord): boolean {
    return this.#trusted === undefined || this.#trusted.has(key_id) || this.#keys.has(key_id);
  }

  *#takeDigest(entry: DigestRecord): Generator<Finding> {
    const { seq } = entry.stream;
    const bad = (message: string): Finding => ({
      weight: 'bad',
      kind: 'digest',
      seq,
      message: `digest ${seq} ${message}`,
    });
    // A stream whose oldest entries were removed begins without its first key: the digest's own claim must do.
    this.#currentKey ??= entry.key_id;
    if (entry.key_id !== this.#currentKey) return yield bad('is signed by another key than the stream had introduced');
    if (!namesItsKey(entry)) return yield bad('names another key than it holds');
    if (!this.#isTrusted(entry))
      return yield bad(`is signed by the key ${entry.key_id}, which is not one of those you trust`);
    if (!hasSignatureOf(entry, entry.public_key)) return yield bad('is forged: its signature is not of what it says');
    if (entry.instance !== entry.stream.instance) yield bad('is one of another stream');
    if (this.#digest !== undefined && entry.prev_digest !== this.#digest.hash)
      yield bad('does not follow the digest before it');
    if (this.#digest !== undefined && entry.first_seq !== this.#digest.lastSeq + 1) yield bad('leaves records out');
    if (this.#before !== undefined && (entry.last_seq !== this.#before.seq || entry.last_hash !== this.#before.hash)) {
      yield {
        weight: 'bad',
        kind: 'digest',
        seq: entry.first_seq,
        message: `one of the records ${entry.first_seq} to ${entry.last_seq} was changed after digest ${seq} was signed`,
      };
    }
    this.#digest = { lastSeq: entry.last_seq, hash: digestHash(entry), at: entry.at };
    this.#unsigned = 0;
  }
}
