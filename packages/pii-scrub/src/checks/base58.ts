import { sha256 } from '@noble/hashes/sha2.js';

const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const PAYLOAD_LENGTHS = new Set([25, 82]);
const CHECKSUM = 4;

/** Base58Check, as Bitcoin, Litecoin, Dogecoin and Tron use it, or as the XRP ledger does with its own alphabet. */
export function passesBase58Check(text: string, alphabet: 'bitcoin' | 'ripple' = 'bitcoin'): boolean {
  const bytes = decode(text, alphabet === 'bitcoin' ? BITCOIN : RIPPLE);
  if (bytes === undefined || !PAYLOAD_LENGTHS.has(bytes.length)) return false;
  const digest = sha256(sha256(bytes.subarray(0, -CHECKSUM)));
  return bytes.subarray(-CHECKSUM).every((byte, at) => byte === digest[at]);
}

function decode(text: string, alphabet: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const char of text) {
    let carry = alphabet.indexOf(char);
    if (carry < 0) return undefined;
    for (let at = 0; at < bytes.length; at++) {
      carry += bytes[at]! * 58;
      bytes[at] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  const zeros = text.length - text.replace(new RegExp(`^${alphabet[0]}+`), '').length;
  return Uint8Array.from([...Array.from({ length: zeros }, () => 0), ...bytes.toReversed()]);
}
