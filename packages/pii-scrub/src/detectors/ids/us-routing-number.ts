import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** US bank routing numbers (ABA), check digit by the weights 3, 7, 1. */
export const usRoutingNumber: IdKind = {
  type: 'bank_account',
  alone: [],
  beside: ['999999999'],
  words: /(?:routing|\baba\b|\brtn\b|\bach\b|\bwire\b)/i,
  accepts: (digits) =>
    /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(digits) &&
    digits !== '000000000' &&
    weightedSum(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
};
