import { isDigit, isLetter, isWordChar } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';
import { mayEndStreet } from '../street-ends.ts';

const SPACE = 32;
const LONGEST_WORD = 26;
const LINE =
  / (?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'’.-]{1,24} |\d{1,3}(?:st|nd|rd|th) ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Parkway|Pkwy|Highway|Hwy)\b(?:,? (?:Apt|Suite|Ste|Unit|Flat|#)\.? ?[\dA-Z]{1,5})?/uy;

/** German and Dutch names of streets are one word, and the house number comes after it. */
const STREET =
  /(?<![\p{L}\p{N}])(\p{Lu}[\p{Ll}-]{2,20}(?:allee|stra(?:ß|ss)e|str\.|weg|gasse|platz|damm|straat|laan|gracht)) $/u;
const [SHORTEST_STREET, LONGEST_STREET] = [5, 34];

/** Street lines as `384 Juniper Road` (a house number, a capitalised name and a word for a street) and as `Lindenallee 14`. */
export const streetAddress: SelectiveDetector = {
  type: 'address',
  needs: { holds: HOLDS.freeRuns, announced: 0 },
  find({ text, units, digitRuns, freeRuns }, found) {
    for (let at = 0; at < freeRuns.length; at++) {
      const run = freeRuns[at]!;
      const start = digitRuns[run]!;
      const last = digitRuns[run + 1]!;
      if (last - start > 5) continue;
      const end = isLetter(units[last]!) ? last + 1 : last;
      if (units[start - 1] === SPACE && mayBeNamed(units, start - 1) && !isWordChar(units[end]!)) {
        const street = STREET.exec(text.slice(Math.max(0, start - LONGEST_STREET), start))?.[1];
        if (street !== undefined) found(start - 1 - street.length, end);
      }
      if (units[end] !== SPACE || !mayFollow(units, end + 1)) continue;
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

/** A cheap look back at a capitalised word that may be one of a street. */
function mayBeNamed(units: Uint8Array, end: number): boolean {
  if (end < SHORTEST_STREET || !mayEndStreet(units[end - 2]!, units[end - 1]!)) return false;
  let start = end - 1;
  while (start > 0 && end - start < LONGEST_STREET && units[start - 1]! > SPACE) start--;
  return end - start >= SHORTEST_STREET && (isCapital(units[start]!) || units[start]! > 127);
}
