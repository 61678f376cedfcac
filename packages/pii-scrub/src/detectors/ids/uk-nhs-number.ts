import { weightedSum } from '../../checks/weighted-sum.ts';
import { grouped, type IdKind } from '../../id-kind.ts';

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** NHS numbers of England and Wales, check digit mod 11. */
export const ukNhsNumber: IdKind = {
  type: 'health_number',
  alone: [],
  beside: grouped('3 3 4', ['', ' ', '-']),
  words: /(?:\bnhs|health.?serv|patient)/i,
  accepts: (digits) => (11 - (weightedSum(digits, WEIGHTS) % 11)) % 11 === Number(digits[9]),
};
