/** Size and SHA-256 (lower-case hex) of the UTF-8 bytes of a text. */
export interface Fingerprint {
  readonly bytes: number;
  readonly sha256: string;
}

/** Takes the fingerprint of a text. Node's own `crypto.hash` answers at once and costs a tenth of WebCrypto. */
export type TakeFingerprint = (text: string) => Fingerprint | Promise<Fingerprint>;

/** Goes on at once where the value is there already: on Node a record is made without a single turn of waiting. */
export function whenKnown<Value, Result>(
  value: Value | Promise<Value>,
  goOn: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}

/** With WebCrypto, which every runtime has. */
export async function fingerprintWithWebCrypto(text: string): Promise<Fingerprint> {
  const data = new TextEncoder().encode(text);
  const digest = await globalThis.crypto.subtle.digest('SHA-256', data);
  return { bytes: data.length, sha256: toHex(digest) };
}

/** Lower-case hex. */
export function toHex(data: ArrayBuffer): string {
  return Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
