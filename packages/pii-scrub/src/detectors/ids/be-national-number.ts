import type { IdKind } from '../../id-kind.ts';

/** Belgian national register numbers: a date of birth and 97 less the number mod 97, with a 2 before it for births from 2000 on. */
export const beNationalNumber: IdKind = {
  type: 'national_id',
  alone: ['99.99.99-999.99', '99.99.99-999-99', '999999-999.99', '999999-999-99'],
  beside: [
    '99999999999',
    '99 99 99 999 99',
    '999999 999 99',
    '99.99.99.999.99',
    '99-99-99-999-99',
    '99.99.99 999.99',
    '999999 99999',
  ],
  words:
    /(?:rijksregister|national.?(?:number|no|id|reg)|registre national|\brrn\b|\bnrn\b|\bnn\b|\binsz|\bniss\b|nationaalnr|num[ée]ro national|belg)/i,
  accepts(digits) {
    const month = Number(digits.slice(2, 4)) % 20;
    if (month > 12 || Number(digits.slice(4, 6)) > 31) return false;
    const check = Number(digits.slice(9));
    return [digits, `2${digits}`].some((number) => 97 - (Number(number.slice(0, -2)) % 97) === check);
  },
};
