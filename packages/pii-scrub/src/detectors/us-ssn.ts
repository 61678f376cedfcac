import { isWordChar } from '../char-class.ts';
import { isNear } from '../context.ts';
import type { Detector } from '../detector.ts';

const WORDS = /(?:\bssn|\bss#|\bitin|social.?sec|\btax.?(?:payer)?.?(?:id|no|num)|\btin\b)/i;
const SOLID = /\d{9}/y;
const GROUPED = /\d{3}([- .])\d{2}\1\d{4}/y;

/** US social security and individual taxpayer numbers: with dashes anywhere, otherwise beside a word that tells. */
export const usSsn: Detector = {
  type: 'ssn',
  find({ text, digitRuns }, found) {
    for (let run = 0; run < digitRuns.length; run += 2) {
      const start = digitRuns[run]!;
      const length = digitRuns[run + 1]! - start;
      if (length !== 3 && length !== 9) continue;
      const shape = length === 9 ? SOLID : GROUPED;
      shape.lastIndex = start;
      const match = shape.exec(text);
      if (match === null || !isAllocated(match[0]) || !standsFree(text, start, shape.lastIndex)) continue;
      if (match[1] === '-' || isNear(text, start, start + match[0].length, WORDS))
        found(start, start + match[0].length);
    }
  },
};

/** Area, group and serial are in ranges that are given out (ITIN groups for areas 900 and up). */
function isAllocated(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  const area = Number(digits.slice(0, 3));
  const group = Number(digits.slice(3, 5));
  if (area === 0 || area === 666 || group === 0 || digits.endsWith('0000')) return false;
  return area < 900 || (group >= 50 && group !== 89 && group !== 93 && (group <= 65 || group >= 70));
}

function standsFree(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isWordChar(before) || isWordChar(text.charCodeAt(end))) return false;
  const joinsBefore = /[\w)][-.+]$/.test(text.slice(Math.max(0, start - 2), start));
  const joinsAfter = /^[-.]\w/.test(text.slice(end, end + 2));
  return !joinsBefore && !joinsAfter;
}
