import type { IdKind } from '../../id-kind.ts';

const NUMBER = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z]\d{6}[A-D]?$/;

/** British national insurance numbers: no check digit, but prefixes that are never given out (`QQ` is kept for examples). */
export const ukNino: IdKind = {
  type: 'national_id',
  alone: ['AA 99 99 99 A', 'AA999999A', 'AA-99-99-99-A'],
  beside: ['AA 99 99 99', 'AA999999', 'AA 999999 A', 'AA 999999'],
  words: /(?:\bnino\b|national.?ins|\bni.?(?:no|num)|\bni\b|\bnin\b)/i,
  accepts: (compact, raw) => NUMBER.test(compact) && (raw === raw.toUpperCase() || raw.includes(' ')),
};
