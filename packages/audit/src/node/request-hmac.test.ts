import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRequestHmac } from './request-hmac.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  [
    'a short key',
    new Uint8Array(20).fill(0x0b),
    'Hi There',
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    'a text longer than the key',
    utf8('Jefe'),
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    'a key longer than a block',
    new Uint8Array(131).fill(0xaa),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    'key and text longer than a block',
    new Uint8Array(131).fill(0xaa),
    'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
])('computes the test vector of RFC 4231 with %s [C1]', (_, key, text, expected) => {
  expect(createRequestHmac(key)(text)).toBe(expected);
});

test('agrees with node:crypto about every length of key and text, one after the other [C1]', () => {
  for (const keyBytes of [0, 1, 31, 32, 63, 64, 65, 200]) {
    const key = randomBytes(keyBytes);
    const hmac = createRequestHmac(key);
    for (const length of [5_000, 0, 1, 55, 56, 63, 64, 65, 1_365, 1_366, 4_096, 20_000, 3]) {
      for (const unit of ['a', 'ü', '日', '🎉']) {
        const text = unit.repeat(length);
        expect(hmac(text)).toBe(createHmac('sha256', key).update(text).digest('hex'));
      }
    }
  }
});
