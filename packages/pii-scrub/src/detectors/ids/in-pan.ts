import type { IdKind } from '../../id-kind.ts';

const NUMBER = /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/;

/** Indian permanent account numbers: no check digit, but the fourth letter says what kind of holder. */
export const inPan: IdKind = {
  type: 'tax_id',
  alone: ['AAAAA9999A'],
  beside: ['AAAAA 9999 A', 'AAAAA-9999-A'],
  words: /(?:\bpan\b|income.?tax|permanent)/i,
  accepts: (compact, raw) => NUMBER.test(compact) && raw === raw.toUpperCase(),
};
