import { isMonthAndDay } from '../../checks/calendar.ts';
import { passesLuhn } from '../../checks/luhn.ts';
import type { IdKind } from '../../id-kind.ts';

/** Swedish personal numbers, and co-ordination numbers (day + 60): a date of birth and Luhn's check digit over the last ten digits. */
export const sePersonnummer: IdKind = {
  type: 'national_id',
  alone: ['99999999-9999', '999999-9999', '999999+9999'],
  beside: ['999999999999', '9999999999', '99999999 9999', '999999 9999'],
  words: /(?:person.?n|\bpnr\b|samordning|svensk|swed)/i,
  accepts(compact) {
    const digits = compact.slice(-10);
    if (compact.length === 12 && !/^(?:19|20)/.test(compact)) return false;
    const day = Number(digits.slice(4, 6));
    return isMonthAndDay(digits.slice(2, 4), String(day > 60 ? day - 60 : day)) && passesLuhn(digits);
  },
};
