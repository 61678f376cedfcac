import type { IdKind } from '../../id-kind.ts';

const WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** Brazilian CNPJ numbers with both check digits, also in the form with letters that began in 2026. */
export const brCnpj: IdKind = {
  type: 'tax_id',
  alone: ['99.999.999/9999-99', 'AA.AAA.AAA/9999-99'],
  beside: ['99999999999999', '99999999/9999-99', '99.999.999.9999-99', '99 999 999 9999 99'],
  words: /(?:\bcnpj\b|contribuinte|empresa)/i,
  accepts(compact) {
    if (/^(\d)\1+$/.test(compact)) return false;
    return check(compact, 12) === Number(compact[12]) && check(compact, 13) === Number(compact[13]);
  },
};

/** Mod 11 over falling weights; a letter counts as its ASCII code less 48, as a digit does. */
function check(compact: string, count: number): number {
  const weights = WEIGHTS.slice(-count);
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (compact.charCodeAt(at) - 48) * weights[at]!;
  return sum % 11 < 2 ? 0 : 11 - (sum % 11);
}
