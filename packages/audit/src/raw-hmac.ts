import { toHex } from './fingerprint.ts';

/** HMAC-SHA-256 (lower-case hex) of a text, under a key that only the server has. */
export type Hmac = (text: string) => string | Promise<string>;

/**
 * With WebCrypto.
 *
 * @param secret At least 32 random bytes; whoever has it can try out which arguments a record stands for.
 */
export async function createHmac(secret: Uint8Array<ArrayBuffer>): Promise<Hmac> {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (text) => toHex(await subtle.sign('HMAC', key, new TextEncoder().encode(text)));
}
