import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { spokenPassword } from './spoken-password.ts';

describe('passwords said in passing', () => {
  test.each([
    ['hunter2', '--password hunter2'],
    ['abc', "ALTER ROLE x PASSWORD 'abc'"],
    ['hunter2!', 'my password is hunter2!'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(spokenPassword, text)).toEqual([expected]);
  });

  test.each([
    'password is required',
    'password reset',
    'PASSWORD NULL',
    '--password $PGPASSWORD',
    'password policy v2',
    'passwords match',
    'the password field',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(spokenPassword, text)).toEqual([]);
  });
});
