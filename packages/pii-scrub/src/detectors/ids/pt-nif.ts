import { weightedSum } from '../../checks/weighted-sum.ts';
import { grouped, type IdKind } from '../../id-kind.ts';

/** Portuguese NIF numbers, check digit mod 11. */
export const ptNif: IdKind = {
  type: 'tax_id',
  alone: [],
  beside: grouped('3 3 3', ['', ' ', '.', '-']),
  words: /(?:\bnif\b|contribuinte)/i,
  accepts(digits) {
    const check = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return /^[1-35689]/.test(digits) && (check > 9 ? 0 : check) === Number(digits[8]);
  },
};
