import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { streetAddress } from './street-address.ts';

describe('street addresses', () => {
  test.each([
    ['384 Juniper Road', 'ship to 384 Juniper Road (today)'],
    ['12 N. Oak Hill Ave, Apt 4', '12 N. Oak Hill Ave, Apt 4'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(streetAddress, text)).toEqual([expected]);
  });

  test.each(['384 juniper road', 'Desk 897', '3 Pages', 'took 12 Seconds', 'v384 Juniper Road'])(
    'leaves %j alone [D2]',
    (text) => {
      expect(foundBy(streetAddress, text)).toEqual([]);
    },
  );
});
