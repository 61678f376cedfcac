import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { streetAddress } from './street-address.ts';

describe('street addresses', () => {
  test.each([
    ['384 Juniper Road', 'ship to 384 Juniper Road (today)'],
    ['221B Baker Street', 'lives at 221B Baker Street'],
    ['Lindenallee 14', 'ship to Lindenallee 14'],
    ['Hauptstr. 39b', 'Lieferung: Hauptstr. 39b, 2. OG'],
    ['12 N. Oak Hill Ave, Apt 4', '12 N. Oak Hill Ave, Apt 4'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(streetAddress, text)).toEqual([expected]);
  });

  test.each([
    '384 juniper road',
    'Desk 897',
    '3 Pages',
    'took 12 Seconds',
    'v384 Juniper Road',
    'Subweg',
    'sent Message 14',
    'upgraded Gateway 14',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(streetAddress, text)).toEqual([]);
  });
});
