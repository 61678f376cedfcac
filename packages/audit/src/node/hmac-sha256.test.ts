import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac-sha256.ts';

test.each([0, 1, 31, 32, 63, 64, 65, 131])(
  'is what node makes of a secret of %i bytes, for every text [C1]',
  (bytes) => {
    const secret = randomBytes(bytes);
    const hmac = hmacSha256(secret);
    const texts = [
      '',
      'a',
      '{"target":"orders"}',
      'ü日🎉',
      'x'.repeat(16_384),
      '日'.repeat(16_384),
      '日'.repeat(16_385),
      'b',
    ];
    for (const text of [...texts, ...texts.toReversed()]) {
      expect(hmac(text)).toBe(createHmac('sha256', secret).update(text).digest('hex'));
    }
  },
);

test('is what RFC 4231 says [C1]', () => {
  const hmac = hmacSha256(Buffer.from('Jefe'));
  expect(hmac('what do ya want for nothing?')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});
