import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { macAddress } from './mac-address.ts';

describe('MAC addresses', () => {
  test.each([
    ['5a:c2:9d:70:4d:01', 'dhcp lease for 5a:c2:9d:70:4d:01 renewed'],
    ['5A-C2-9D-70-4D-01', '5A-C2-9D-70-4D-01'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(macAddress, text)).toEqual([expected]);
  });

  test.each([
    '5a:c2:9d:70:4d:01:22:33',
    '5a:c2:9d:70:4d',
    '00:00:00:00:00:00',
    '04:12:24',
    '5a:c2-9d:70-4d:01',
    '15a:c2:9d:70:4d:01',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(macAddress, text)).toEqual([]);
  });
});
