import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { brazilianTaxId } from './brazilian-tax-id.ts';

describe('Brazilian tax numbers', () => {
  test.each([
    ['887.140.305-35', 'CPF: 887.140.305-35'],
    ['802.950.246-07', 'x 802.950.246-07'],
    ['71109852371', 'cliente CPF 71109852371 aprovado'],
    ['11.222.333/0001-81', '11.222.333/0001-81'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(brazilianTaxId, text)).toEqual([expected]);
  });

  test.each(['887.140.305-36', '71109852371', '111.111.111-11', '11.222.333/0001-82'])(
    'leaves %j alone [D2]',
    (text) => {
      expect(foundBy(brazilianTaxId, text)).toEqual([]);
    },
  );
});
