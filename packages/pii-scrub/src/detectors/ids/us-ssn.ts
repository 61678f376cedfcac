import { grouped, type IdKind } from '../../id-kind.ts';

/** US social security and individual taxpayer numbers. They have no check digit, but areas and groups that are never given out. */
export const usSsn: IdKind = {
  type: 'ssn',
  alone: grouped('3 2 4', ['-']),
  beside: grouped('3 2 4', ['', ' ', '.']),
  words: /(?:\bssn|\bss#|\bitin|social.?sec|\bsocial (?:is|no|number)|\btax.?(?:payer)?.?(?:id|no|num)|\btin\b)/i,
  accepts(digits) {
    const area = Number(digits.slice(0, 3));
    const group = Number(digits.slice(3, 5));
    if (area === 0 || area === 666 || group === 0 || digits.endsWith('0000')) return false;
    return area < 900 || (group >= 50 && group !== 89 && group !== 93 && (group <= 65 || group >= 70));
  },
};
