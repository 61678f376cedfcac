import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Irish PPS numbers, check letter mod 23. */
export const iePps: IdKind = {
  type: 'national_id',
  alone: [],
  beside: ['9999999A', '9999999AA', '9999999 A', '9999999 AA'],
  words: /(?:\bpps)/i,
  accepts(compact) {
    const sum = weightedSum(compact, [8, 7, 6, 5, 4, 3, 2]) + 9 * ((compact[8]?.charCodeAt(0) ?? 64) - 64);
    return 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === compact[7];
  },
};
