import { hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;
/** Of texts that are encoded into the same memory again and again; arguments are seldom longer. */
const usualBytes = 4_096;

/**
 * HMAC-SHA-256 (RFC 2104), lower-case hex, of a text in UTF-8. In two one-shot digests, because an `Hmac` object, made and
 * collected for every record, costs twice as much as the digests themselves.
 */
export function createRequestHmac(secret: Uint8Array): (text: string) => string {
  const key = Buffer.alloc(blockBytes);
  key.set(secret.length > blockBytes ? hash('sha256', secret, 'buffer') : secret);
  const inner = Buffer.alloc(
    blockBytes + usualBytes,
    key.map((byte) => byte ^ 0x36),
  );
  const outer = Buffer.alloc(
    blockBytes + digestBytes,
    key.map((byte) => byte ^ 0x5c),
  );

  function innerDigest(text: string): string {
    if (text.length * 3 > usualBytes) {
      return hash('sha256', Buffer.concat([inner.subarray(0, blockBytes), Buffer.from(text)]), 'binary');
    }
    return hash('sha256', inner.subarray(0, blockBytes + inner.write(text, blockBytes)), 'binary');
  }

  return (text) => {
    outer.write(innerDigest(text), blockBytes, 'binary');
    return hash('sha256', outer, 'hex');
  };
}
