import { isDigit, isLetter } from '../char-class.ts';

/**
 * Remainder by 97 of the characters from `start` to `end`, after those that left `before`. Letters count as 10 to 35, as ISO 7064
 * says for IBANs, and what is neither letter nor digit does not count.
 */
export function mod97(units: Uint8Array, start: number, end: number, before = 0): number {
  let remainder = before;
  for (let at = start; at < end; at++) {
    const code = units[at]!;
    if (isDigit(code)) remainder = (remainder * 10 + code - 48) % 97;
    else if (isLetter(code)) remainder = (remainder * 100 + (code | 32) - 87) % 97;
  }
  return remainder;
}
