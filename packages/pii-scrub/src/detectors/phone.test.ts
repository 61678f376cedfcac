import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { phone } from './phone.ts';

describe('phone numbers', () => {
  test.each([
    ['+352 628 123 456', 'phone +352 628 123 456 ok'],
    ['+372-5123-4567', '+372-5123-4567 ok'],
    ['+370.612.34567', 'Call +370.612.34567 now'],
    ['+1 (415) 555-2671', 'at +1 (415) 555-2671.'],
    ['(415) 555-2671', '(415) 555-2671'],
    ['415-555-2671', '415-555-2671 or mail'],
    ['020 7946 0958', 'tel 020 7946 0958'],
    ['01711234567', 'mobile: 01711234567'],
    ['+4917112345678', 'tel:+4917112345678;x'],
    ['+44 7700 900013', 'Hamilton;+44 7700 900013;x'],
    ['+44 20 7946 0958', 'or +44 20 7946 0958'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(phone, text)).toEqual([expected]);
  });

  test.each([
    '2024-02-13T20:28:04.704Z',
    'total £4,998.52',
    '1632299622930',
    '7.34.43+build.7',
    '50.975922, 15.391300',
    'ORD-2020-03417154',
    '+1 000 000 0000',
    '+44 7700 900',
    'call 12345678 failed',
    '12345678 rows',
    'counter 5537 0047 5328 1308',
    '1.3.6.1.4.1.3296.9.3',
    'phone updated 2024-01-15',
    '749ab091-4389-4b14-ab27-e28e8a8cf20a',
    '10.0.0.1 10.0.0.2',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(phone, text)).toEqual([]);
  });
});
