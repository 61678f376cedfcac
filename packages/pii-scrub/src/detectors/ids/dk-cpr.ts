import { isMonthAndDay } from '../../checks/calendar.ts';
import type { IdKind } from '../../id-kind.ts';

/** Danish CPR numbers: a date of birth and a serial number, without a check digit since 2007. */
export const dkCpr: IdKind = {
  type: 'national_id',
  alone: [],
  beside: ['999999-9999', '9999999999', '999999 9999'],
  words: /(?:\bcpr|personnummer|dansk|danish)/i,
  accepts: (digits) => isMonthAndDay(digits.slice(2, 4), digits.slice(0, 2)),
};
