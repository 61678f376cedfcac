import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Singapore's NRIC and FIN numbers, with their check letter. */
export const sgNric: IdKind = {
  type: 'national_id',
  alone: ['A9999999A'],
  beside: [],
  words: /nric/i,
  accepts(compact, raw) {
    if (!/^[STFG]\d{7}[A-Z]$/.test(raw)) return false;
    const sum = weightedSum(compact.slice(1), [2, 7, 6, 5, 4, 3, 2]) + (/[TG]/.test(compact) ? 4 : 0);
    return (/^[ST]/.test(compact) ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[sum % 11] === compact[8];
  },
};
