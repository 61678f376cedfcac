import { codesOf, isAlphanumeric, isLetter } from '../char-class.ts';
import type { Detector } from '../detector.ts';

/** Length by country, from the SWIFT IBAN registry. */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const SEPARATORS = codesOf(' -.');

/** IBANs, solid or in groups, in any case; length by country and mod 97 must fit. */
export const iban: Detector = {
  type: 'iban',
  find({ text, digitRuns }, found) {
    for (let run = 0; run < digitRuns.length; run += 2) {
      const start = digitRuns[run]! - 2;
      if (!isLetter(text.charCodeAt(start)) || !isLetter(text.charCodeAt(start + 1))) continue;
      const length = LENGTHS[text.slice(start, start + 2).toUpperCase()];
      if (length === undefined || isAlphanumeric(text.charCodeAt(start - 1))) continue;
      const end = endOfCharacters(text, start, length);
      if (end > 0 && !isAlphanumeric(text.charCodeAt(end)) && passesMod97(text.slice(start, end))) found(start, end);
    }
  },
};

function endOfCharacters(text: string, start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0; at++) {
    const code = text.charCodeAt(at);
    if (isAlphanumeric(code)) left--;
    else if (!SEPARATORS.has(code) || !isAlphanumeric(text.charCodeAt(at - 1))) return -1;
  }
  return at;
}

/** ISO 7064 mod 97-10, as IBANs use it; separators are ignored. */
function passesMod97(text: string): boolean {
  const compact = text.replace(/[^\da-z]/gi, '').toUpperCase();
  let remainder = 0;
  for (const char of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
