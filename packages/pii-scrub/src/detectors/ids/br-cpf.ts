import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Brazilian CPF numbers with both check digits. */
export const brCpf: IdKind = {
  type: 'tax_id',
  alone: ['999.999.999-99', '999.999.999.99'],
  beside: ['99999999999', '999999999-99', '999 999 999 99', '999-999-999-99', '999.999.999/99', '999 999 999-99'],
  words: /(?:\bcpf\b|contribuinte|pessoa)/i,
  accepts(digits) {
    if (/^(\d)\1+$/.test(digits)) return false;
    const check = (count: number): number =>
      ((weightedSum(
        digits,
        Array.from({ length: count }, (_, at) => count + 1 - at),
      ) *
        10) %
        11) %
      10;
    return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
  },
};
