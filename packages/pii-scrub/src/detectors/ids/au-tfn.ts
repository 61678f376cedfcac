import { weightedSum } from '../../checks/weighted-sum.ts';
import { grouped, type IdKind } from '../../id-kind.ts';

/** Australian tax file numbers of nine or, from before 1990, eight digits. */
export const auTfn: IdKind = {
  type: 'tax_id',
  alone: [],
  beside: [...grouped('3 3 3', ['', ' ', '-', '.']), ...grouped('3 3 2', ['', ' ', '-']), '99 999 999'],
  words: /(?:\btfn\b|tax.?file|\btax\b)/i,
  accepts(digits) {
    const weights = digits.length === 9 ? [1, 4, 3, 7, 5, 8, 6, 9, 10] : [10, 7, 8, 4, 6, 3, 5, 1];
    const sum = weightedSum(digits, weights);
    return sum > 0 && sum % 11 === 0;
  },
};
