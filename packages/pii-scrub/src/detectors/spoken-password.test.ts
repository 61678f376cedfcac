import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { spokenPassword } from './spoken-password.ts';

describe('passwords said in passing', () => {
  test.each([
    ['QTs78HVVIBZTA3', 'password for user app: QTs78HVVIBZTA3'],
    ['K00Or80SOAEaT7HU', 'api key is K00Or80SOAEaT7HU'],
    ['tcRcf8Pen0zmOZ1T', 'deploy --token tcRcf8Pen0zmOZ1T --region eu'],
    ['P@ss6198', 'wachtwoord P@ss6198'],

    ['hunter2', '--password hunter2'],
    ['abc', "ALTER ROLE x PASSWORD 'abc'"],
    ['hunter2!', 'my password is hunter2!'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(spokenPassword, text)).toEqual([expected]);
  });

  test.each([
    'the api key is missing',
    'tokens --max 12',
    'secret access to prod2',
    'password for user app is required',

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
