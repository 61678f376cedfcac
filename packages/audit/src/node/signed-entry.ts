import { canonicalJson } from '../canonical-json.ts';
import type { DigestRecord, EntryDraft, KeyRecord } from '../record.ts';
import { isSignedBy, keyId, type SigningKey } from './signing-key.ts';
import { sha256 } from './spool/frame.ts';

type Signed = DigestRecord | KeyRecord;
type Unsigned<Entry extends Signed> = Omit<Entry, 'stream' | 'signature'>;

/** Signs a digest of the entries it names. */
export function signDigest(
  content: Omit<Unsigned<DigestRecord>, 'key_id' | 'public_key'>,
  key: SigningKey,
): EntryDraft<DigestRecord> {
  return withSignature<DigestRecord>({ ...content, key_id: key.id, public_key: key.publicKey }, key);
}

/**
 * Introduces a key. `previous` signs it; the first key of a stream signs itself.
 */
export function introduceKey(key: SigningKey, at: string, previous?: SigningKey): EntryDraft<KeyRecord> {
  const introduced: Unsigned<KeyRecord> = {
    at,
    key_id: key.id,
    phase: 'key',
    ...(previous && { previous_key_id: previous.id }),
    public_key: key.publicKey,
    v: 1,
  };
  return withSignature<KeyRecord>(introduced, previous ?? key);
}

/** SHA-256 (hex) of what a digest's signature covers: the `prev_digest` of the next one. */
export function digestHash(digest: Signed | EntryDraft<DigestRecord>): string {
  return sha256(signedText(digest));
}

/** Whether the key `publicKey` (base64) signed the entry as it is. */
export function hasSignatureOf(entry: Signed, publicKey: string): boolean {
  return isSignedBy(publicKey, signedText(entry), entry.signature);
}

/** Whether the entry names the key it holds. */
export function namesItsKey(entry: Signed): boolean {
  return keyId(entry.public_key) === entry.key_id;
}

function withSignature<Entry extends Signed>(content: Unsigned<Entry>, key: SigningKey): EntryDraft<Entry> {
  return { ...content, signature: key.sign(canonicalJson(content)) } as EntryDraft<Entry>;
}

function signedText(entry: object): string {
  const { stream: _place, signature: _signature, ...content } = entry as { stream?: unknown; signature?: unknown };
  return canonicalJson(content);
}
