import { isMonthAndDay } from '../../checks/calendar.ts';
import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Polish PESEL numbers: a date of birth (the century is in the month) and a check digit. */
export const plPesel: IdKind = {
  type: 'national_id',
  alone: [],
  beside: ['99999999999', '999999 99999', '999999-99999'],
  words: /pesel/i,
  accepts(digits) {
    const month = String(Number(digits.slice(2, 4)) % 20);
    const check = (10 - (weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10;
    return isMonthAndDay(month, digits.slice(4, 6)) && check === Number(digits[10]);
  },
};
