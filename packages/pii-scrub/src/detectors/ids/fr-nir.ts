import type { IdKind } from '../../id-kind.ts';

const NUMBER = /^[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{6}\d{2}$/;

/**
 * French social security numbers (NIR) with their key, 97 less the number mod 97; Corsica's 2A and 2B count as 19 and 18. Solid ones only of the
 * two sexes, since device numbers (IMEI) have as many digits and begin with 3 and 8.
 */
export const frNir: IdKind = {
  type: 'national_id',
  alone: [
    '999999999999999',
    '9 99 99 99 999 999 99',
    '9 99 99 9A 999 999 99',
    '999999A99999999',
    '9 99 99 99 999 999/99',
    '9999999999999 99',
  ],
  beside: ['9-99-99-99-999-999-99', '9.99.99.99.999.999.99'],
  words: /(?:\bnir\b|s[ée]cu|\binsee|\bn.?ss\b)/i,
  accepts(compact, raw) {
    if (!NUMBER.test(compact) || (raw.length === 15 && raw[0]! > '2')) return false;
    const digits = compact.replace('2A', '19').replace('2B', '18');
    return 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
  },
};
