import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { iban } from './iban.ts';

describe('IBANs', () => {
  test.each([
    ['DE89370400440532013000', 'to DE89370400440532013000.'],
    ['GB91 PSRO 4637 4961 8699 23', 'send to GB91 PSRO 4637 4961 8699 23 today'],
    ['NL11-ZKVM-6945-3424-59', 'send to NL11-ZKVM-6945-3424-59 today'],
    ['fr585948205264cavcdukn6as36', 'iban=fr585948205264cavcdukn6as36'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(iban, text)).toEqual([expected]);
  });

  test.each([
    'DE89370400440532013001',
    'DE8937040044053201300',
    'ref DE00128635935640185280',
    'XX89370400440532013000',
    'b2b41bc778c77a3f4e213749',
    'GB91 PSRO 4637 4961 8699 2',
    'at22 de10 fr11',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(iban, text)).toEqual([]);
  });
});
