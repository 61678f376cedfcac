import type { IdKind } from '../../id-kind.ts';

const NUMBER = /^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/;
/** What a character counts in an odd place; digits 0-9 count as the letters A-J. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italian fiscal codes of persons, with their check letter. */
export const itCodiceFiscale: IdKind = {
  type: 'national_id',
  alone: ['AAAAAA99A99A999A', 'AAA AAA 99A99 A999A'],
  beside: [],
  words: /codice/i,
  accepts(compact) {
    if (!NUMBER.test(compact)) return false;
    let sum = 0;
    for (let at = 0; at < 15; at++) {
      const code = compact.charCodeAt(at);
      const value = code < 65 ? code - 48 : code - 65;
      sum += at % 2 === 0 ? ODD[value]! : value;
    }
    return sum % 26 === compact.charCodeAt(15) - 65;
  },
};
