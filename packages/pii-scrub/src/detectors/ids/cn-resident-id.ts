import { isMonthAndDay } from '../../checks/calendar.ts';
import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

const NUMBER = /^[1-9]\d{5}(?:19|20)\d{9}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Chinese resident identity numbers: a region, a date of birth, and a check character by ISO 7064 mod 11-2. */
export const cnResidentId: IdKind = {
  type: 'national_id',
  alone: ['999999999999999999', '99999999999999999A', '999999 99999999 9999', '999999 99999999 999A'],
  beside: ['999999-99999999-9999', '999999-99999999-999A'],
  words: /(?:resident|身份证|identity|\bid\b)/i,
  accepts: (compact) =>
    NUMBER.test(compact) &&
    isMonthAndDay(compact.slice(10, 12), compact.slice(12, 14)) &&
    '10X98765432'[weightedSum(compact, WEIGHTS) % 11] === compact[17],
};
