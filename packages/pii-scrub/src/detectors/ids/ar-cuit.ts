import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Argentine CUIT and CUIL numbers, check digit mod 11. */
export const arCuit: IdKind = {
  type: 'tax_id',
  alone: ['99-99999999-9'],
  beside: ['99999999999', '99 99999999 9', '99.99999999.9'],
  words: /(?:\bcui[tl]\b)/i,
  accepts: (digits) =>
    /^(?:2[03-7]|3[034])/.test(digits) && weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
};
