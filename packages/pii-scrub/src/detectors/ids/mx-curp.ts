import { isMonthAndDay } from '../../checks/calendar.ts';
import type { IdKind } from '../../id-kind.ts';

const NUMBER = /^[A-Z]{4}\d{2}(\d{2})(\d{2})[HMX][A-Z]{5}[A-Z\d]\d$/;
const CHARACTERS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** Mexican CURP codes, with their check digit. */
export const mxCurp: IdKind = {
  type: 'national_id',
  alone: ['AAAA999999AAAAAA99', 'AAAA999999AAAAAAA9'],
  beside: [],
  words: /curp/i,
  accepts(compact) {
    const date = NUMBER.exec(compact);
    if (date === null || !isMonthAndDay(date[1]!, date[2]!)) return false;
    let sum = 0;
    for (let at = 0; at < 17; at++) sum += CHARACTERS.indexOf(compact[at]!) * (18 - at);
    return (10 - (sum % 10)) % 10 === Number(compact[17]);
  },
};
