import type { IdKind } from '../../id-kind.ts';

const CONTROL = 'TRWAGMYFPDXBNJZSQVHLCKE';
const NUMBER = /^(?:[XYZ]\d{7}|\d{8})[A-Z]$/;

/** Spanish DNI, and NIE for foreigners, with their control letter. */
export const esDni: IdKind = {
  type: 'national_id',
  alone: [
    '99999999A',
    '99999999-A',
    '99.999.999-A',
    '99.999.999A',
    '99999999 A',
    'A9999999A',
    'A-9999999-A',
    'A9999999-A',
    'A-9999999A',
  ],
  beside: ['99 999 999 A', 'A 9999999 A', '99.999.999 A'],
  words: /(?:\bdni|\bnie\b|\bnif\b|\bdocumento|identidad)/i,
  accepts(compact) {
    if (!NUMBER.test(compact)) return false;
    const digits = compact.slice(0, 8).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
    return CONTROL[Number(digits) % 23] === compact[8];
  },
};
