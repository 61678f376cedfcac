import { weightedSum } from '../../checks/weighted-sum.ts';
import { grouped, type IdKind } from '../../id-kind.ts';

/** Dutch citizen service numbers, by the eleven test. */
export const nlBsn: IdKind = {
  type: 'national_id',
  alone: [],
  beside: ['999999999', '9999.99.999', ...grouped('3 3 3', ['.', ' ', '-']), '9999 99 999'],
  words: /(?:\bbsn\b|burgerservice|\bsofi)/i,
  accepts: (digits) => digits !== '000000000' && weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
};
