import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Chilean RUT numbers, check character mod 11. */
export const clRut: IdKind = {
  type: 'tax_id',
  alone: ['99.999.999-9', '99.999.999-A', '9.999.999-9', '9.999.999-A'],
  beside: ['99999999-9', '99999999-A', '9999999-9', '9999999-A', '999999999', '99999999A'],
  words: /\bru[tn]\b/i,
  accepts(compact) {
    if (!/^\d{7,8}[\dK]$/.test(compact)) return false;
    const check = 11 - (weightedSum(compact.slice(0, -1).padStart(8, '0'), [3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    return (check === 11 ? '0' : check === 10 ? 'K' : String(check)) === compact.at(-1);
  },
};
