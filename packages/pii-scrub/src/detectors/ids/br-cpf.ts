import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

const WEIGHTS = [
  [10, 9, 8, 7, 6, 5, 4, 3, 2],
  [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
] as const;

/** Brazilian CPF numbers with both check digits. */
export const brCpf: IdKind = {
  type: 'tax_id',
  alone: ['999.999.999-99', '999.999.999.99'],
  beside: ['99999999999', '999999999-99', '999 999 999 99', '999-999-999-99', '999.999.999/99', '999 999 999-99'],
  words: /(?:\bcpf\b|contribuinte|pessoa)/i,
  accepts(digits) {
    if (/^(\d)\1+$/.test(digits)) return false;
    return WEIGHTS.every((weights, at) => ((weightedSum(digits, weights) * 10) % 11) % 10 === Number(digits[9 + at]));
  },
};
