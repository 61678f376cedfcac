import { isDigit, isLetter } from '../char-class.ts';
import type { Detector } from '../detector.ts';

const SPACE = 32;
const LONGEST_WORD = 26;
const LINE =
  / (?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'’.-]{1,24} |\d{1,3}(?:st|nd|rd|th) ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Parkway|Pkwy|Highway|Hwy)\b(?:,? (?:Apt|Suite|Ste|Unit|Flat|#)\.? ?[\dA-Z]{1,5})?/uy;

/** Street lines as `384 Juniper Road`: a house number, a capitalised name and a word for a street. */
export const streetAddress: Detector = {
  type: 'address',
  find({ text, units, digitRuns, freeRuns }, found) {
    for (let at = 0; at < freeRuns.length; at++) {
      const run = freeRuns[at]!;
      const start = digitRuns[run]!;
      const end = digitRuns[run + 1]!;
      if (end - start > 5 || units[end] !== SPACE || !mayFollow(units, end + 1)) continue;
      LINE.lastIndex = end;
      if (LINE.test(text)) found(start, LINE.lastIndex);
    }
  },
};

/** A capitalised word with a blank after it, or `42nd`: numbers are mostly followed by something else, which begins no street. */
function mayFollow(units: Uint8Array, start: number): boolean {
  let at = start;
  if (isDigit(units[at]!)) {
    while (isDigit(units[at]!)) at++;
    return isLetter(units[at]!);
  }
  if (units[at]! < 128 && !isCapital(units[at]!)) return false;
  while (at - start < LONGEST_WORD && units[at]! > SPACE) {
    if (isDigit(units[at]!)) return false;
    at++;
  }
  return units[at] === SPACE;
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;
