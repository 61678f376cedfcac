import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { cookie } from './cookie.ts';

describe('cookies', () => {
  test('finds every long value of a header, and no attribute [D1]', () => {
    expect(foundBy(cookie, 'Cookie: theme=dark; sid=s3cr3tS3ss10n; csrf=abcdef123456')).toEqual([
      's3cr3tS3ss10n',
      'abcdef123456',
    ]);
    expect(
      foundBy(cookie, 'Set-Cookie: id=0123456789abcdef; Path=/accounts; Domain=shop.example.com; HttpOnly'),
    ).toEqual(['0123456789abcdef']);
  });

  test.each(['cookies accepted=yes-of-course', 'cookie: yes', 'Cookie: lang=en'])('leaves %j alone [D2]', (text) => {
    expect(foundBy(cookie, text)).toEqual([]);
  });
});
