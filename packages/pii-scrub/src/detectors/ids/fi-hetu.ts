import { isMonthAndDay } from '../../checks/calendar.ts';
import type { IdKind } from '../../id-kind.ts';

const CONTROL = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const NUMBER = /^(\d\d)(\d\d)\d\d[-+A-FU-Y]\d{3}[\dA-Y]$/i;

/** Finnish personal identity codes: a date of birth, a sign for the century, and a check character mod 31. */
export const fiHetu: IdKind = {
  type: 'national_id',
  alone: ['999999-999A', '999999-9999', '999999+999A', '999999+9999', '999999A999A', '999999A9999'],
  beside: [],
  words: /hetu/i,
  accepts(compact, raw) {
    const date = NUMBER.exec(raw);
    if (date === null || !isMonthAndDay(date[2]!, date[1]!)) return false;
    const number = compact.slice(0, 6) + compact.slice(-4, -1);
    return CONTROL[Number(number) % 31] === compact.at(-1);
  },
};
