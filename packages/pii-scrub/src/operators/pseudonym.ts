import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Makes the same pseudonym of the same value, for whoever has the key. */
export interface Pseudonyms {
  /** 12 characters out of 32, so that 60 bits of the HMAC tell values apart. */
  ofText(type: string, value: string): string;
  /** A number with as many digits as `value` has before the point, at most 15. */
  ofNumber(type: string, value: number): number;
}

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 12;
const MOST_DIGITS = 15;
const MOST_REMEMBERED = 10_000;
const SHORTEST_KEY = 16;
/** Written in many ways, so compared by their letters and digits alone. */
const WRITTEN_FREELY = new Set([
  'card',
  'iban',
  'ssn',
  'national_id',
  'tax_id',
  'bank_account',
  'health_number',
  'phone',
  'mac',
]);

/**
 * HMAC-SHA-256 under `key`, over the type and the value. Case, form and separators that do not matter to a type are dropped first.
 *
 * @throws RangeError for a key of fewer than 16 bytes.
 */
export function createPseudonyms(key: string | Uint8Array): Pseudonyms {
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key;
  if (bytes.length < SHORTEST_KEY) {
    throw new RangeError(`pseudonymKey: expected at least ${SHORTEST_KEY} bytes, got ${bytes.length}`);
  }
  const keyed = hmac.create(sha256, bytes);
  const encoder = new TextEncoder();
  const remembered = new Map<string, string>();

  const digestOf = (type: string, value: string): Uint8Array =>
    keyed
      .clone()
      .update(encoder.encode(`${type}\0${canonical(type, value)}`))
      .digest();

  return {
    ofText(type, value) {
      const subject = `${type}\0${value}`;
      const known = remembered.get(subject);
      if (known !== undefined) return known;
      const pseudonym = Array.from(digestOf(type, value).subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]).join('');
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(subject, pseudonym);
      return pseudonym;
    },
    ofNumber(type, value) {
      const digits = Math.min(MOST_DIGITS, String(Math.trunc(Math.abs(value))).length);
      const [high, low] = new Uint32Array(digestOf(type, String(value)).slice(0, 8).buffer);
      const smallest = digits === 1 ? 0 : 10 ** (digits - 1);
      return smallest + (((high! % 2 ** 21) * 2 ** 32 + low!) % (10 ** digits - smallest));
    },
  };
}

function canonical(type: string, value: string): string {
  const normal = value.normalize('NFKC').trim();
  if (WRITTEN_FREELY.has(type)) return normal.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  return type === 'email' ? normal.toLowerCase() : normal;
}
