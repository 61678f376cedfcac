import { createHmac, createSecretKey, hash } from 'node:crypto';
import type { Hmac } from '../raw-hmac.ts';

const blockBytes = 64;
const digestBytes = 32;
/** Longer texts go to node's own HMAC, so that nothing large is kept. In UTF-16 units. */
const longestShort = 16_384;
const bytesPerUnit = 3;

/**
 * HMAC-SHA-256 (RFC 2104). Short texts, as nearly all arguments are, take two of node's one-shot digests: `createHmac` makes a
 * native object each time, which costs with its collection a sixth of what a whole record does.
 */
export function hmacSha256(secret: Uint8Array): Hmac {
  const key = createSecretKey(secret);
  const block = Buffer.alloc(blockBytes);
  block.set(secret.length > blockBytes ? hash('sha256', secret, 'buffer') : secret);
  const inner = Buffer.concat([block.map((byte) => byte ^ 0x36), Buffer.alloc(longestShort * bytesPerUnit)]);
  const outer = Buffer.concat([block.map((byte) => byte ^ 0x5c), Buffer.alloc(digestBytes)]);
  return (text) => {
    if (text.length > longestShort) return createHmac('sha256', key).update(text).digest('hex');
    const end = blockBytes + inner.write(text, blockBytes);
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), blockBytes, 'binary');
    return hash('sha256', outer, 'hex');
  };
}
