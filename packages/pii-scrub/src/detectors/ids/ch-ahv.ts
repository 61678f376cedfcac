import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Swiss AHV numbers: country prefix 756 and the check digit of an EAN-13. */
export const chAhv: IdKind = {
  type: 'national_id',
  alone: ['999.9999.9999.99', '999 9999 9999 99', '999-9999-9999-99'],
  beside: ['9999999999999'],
  words: /(?:\bahv|\bavs\b|sozialvers|\bsvn\b)/i,
  accepts: (digits) =>
    digits.startsWith('756') && weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
};
