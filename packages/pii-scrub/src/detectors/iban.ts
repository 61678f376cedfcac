import { isAlphanumeric, isDigit, isWordChar } from '../char-class.ts';
import { mod97 } from '../checks/mod97.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';
import { LETTER_CODES } from '../telling-words.ts';

/** Length by country, from the SWIFT IBAN registry; the index is the two letters' codes to the base 27. */
const LENGTHS = new Uint8Array(27 ** 2);
for (const entry of (
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
  'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
  'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
  'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
).split(' ')) {
  LENGTHS[countryIndex(entry.charCodeAt(0), entry.charCodeAt(1))] = Number(entry.slice(2));
}

const [SPACE, DASH, ZERO] = [32, 45, 48];
const SEPARATED = /^[A-Z]{2}\d\d([ .-])(?:[A-Z\d]{4}\1)*[A-Z\d]{1,4}$/i;
/** Other groups than four, as people write them; only with spaces. */
const LOOSE = /^[A-Z]{2} ?\d\d(?: ?[A-Z\d]{1,12}){2,9}$/i;
/** Fours need a fourth as many separators as characters; other groups may need these more. */
const MORE_SEPARATORS = 3;

/** IBANs, solid or in groups, in any case; length by country and mod 97 must fit. */
export const iban: SelectiveDetector = {
  type: 'iban',
  needs: { holds: HOLDS.freeRuns | HOLDS.letteredStarts, announced: 0 },
  find({ text, units, digitRuns, freeRuns, letteredStarts }, found) {
    const judge = (start: number): void => {
      const length = LENGTHS[countryIndex(units[start]!, units[start + 1]!)]!;
      if (length === 0 || (start > 0 && isWordChar(units[start - 1]!))) return;
      const end = endOfCharacters(units, start, length);
      if (end < 0 || isWordChar(units[end]!) || (units[end] === DASH && isWordChar(units[end + 1]!))) return;
      if (passes(units, start, end) && isWritten(text.slice(start, end))) found(start, end);
    };
    for (let at = 0; at < letteredStarts.length; at++) {
      const start = letteredStarts[at]!;
      if (isDigit(units[start + 2]!)) judge(start);
    }
    for (let at = 0; at < freeRuns.length; at++) {
      const digit = digitRuns[freeRuns[at]!]!;
      if (digit > 2 && units[digit - 1] === SPACE) judge(digit - 3);
    }
  },
};

function countryIndex(first: number, second: number): number {
  return LETTER_CODES[first]! * 27 + LETTER_CODES[second]!;
}

/** True for one case throughout, solid or in regular groups. */
function isWritten(raw: string): boolean {
  if (raw !== raw.toUpperCase() && raw !== raw.toLowerCase()) return false;
  return /^[A-Z\d]+$/i.test(raw) || SEPARATED.test(raw) || LOOSE.test(raw);
}

/** The country and the check digits come first, and count last. They have no separators but a blank between. */
function passes(units: Uint8Array, start: number, end: number): boolean {
  const rest = start + (isDigit(units[start + 2]!) ? 4 : 5);
  const checkDigits = (units[rest - 2]! - ZERO) * 10 + units[rest - 1]! - ZERO;
  if (checkDigits < 2 || checkDigits > 98) return false;
  return mod97(units, start, rest, mod97(units, rest, end)) === 1;
}

function endOfCharacters(units: Uint8Array, start: number, count: number): number {
  const most = (count >> 2) + MORE_SEPARATORS;
  let separators = 0;
  let at = start;
  for (let left = count; left > 0; at++) {
    const code = units[at]!;
    if (isAlphanumeric(code)) left--;
    else if ((code !== 32 && code !== 45 && code !== 46) || ++separators > most || !isAlphanumeric(units[at - 1]!))
      return -1;
  }
  return at;
}
