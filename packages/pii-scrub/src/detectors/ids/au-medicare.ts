import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Australian Medicare card numbers, with or without the holder's number at the end. */
export const auMedicare: IdKind = {
  type: 'health_number',
  alone: [],
  beside: [
    '9999999999',
    '9999 99999 9',
    '9999-99999-9',
    '99999999999',
    '9999 99999 9-9',
    '9999 99999 9 9',
    '9999 99999 9/9',
    '9999999999/9',
    '9999-99999-9-9',
    '9999999999-9',
    '9999 99999 99',
  ],
  words: /medicare/i,
  accepts: (digits) =>
    /^[2-6]/.test(digits) && weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]),
};
