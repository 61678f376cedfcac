import { announcedWords } from '../announced-words.ts';
import { codesOf, isWordChar } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const SCHEME = /(bearer|basic|token|api-?key|digest|negotiate|ntlm)(?:[ \t]{1,4}|%20|\+)["']?(?=[\w.~+/-]{6})/iy;
const CREDENTIAL_SIGNS = codesOf('.~+/-');
const [SHORTEST, LONGEST] = [6, 8_192];
const [QUOTE, EQUALS] = [34, 61];
const RESPONSE = /[^\n]{0,600}?\bresponse="([\da-z]{16,128})/iy;
/** So much of a credential tells whether it is a user and a password; less of one that is part of another. */
const [TELLING, TELLING_PART] = [1_024, 64];
const COLON = 58;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** What six bits a sign stands for; 64 for what is none. */
const SIX_BITS = Uint8Array.from({ length: 256 }, (_, code) => {
  const index = `${BASE64}-_`.indexOf(String.fromCharCode(code));
  return index < 0 ? 64 : index < 64 ? index : index - 2;
});
const SPOKEN = /^(?:[a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)[.-]?$/;
const OPEN_ENDED = /^(?:bearer|basic)$/i;
const AFTER_HEADER = /auth\w*["']?\s*[:=,]\s*["']?$/i;
const HEADER_REACH = 30;

/** Credentials after `Bearer`, `Basic` and, in an authorization header, other schemes; the scheme stays. */
export const authHeader: SelectiveDetector = {
  type: 'auth',
  needs: { holds: 0, announced: ANNOUNCES.credential },
  find(passage, found) {
    const { text, units } = passage;
    let runEnd = 0;
    for (const at of announcedWords(passage, ANNOUNCES.credential)) {
      SCHEME.lastIndex = at;
      const scheme = SCHEME.exec(text)?.[1];
      if (scheme === undefined || isWordChar(text.charCodeAt(at - 1))) continue;
      if (!OPEN_ENDED.test(scheme) && !AFTER_HEADER.test(text.slice(Math.max(0, at - HEADER_REACH), at))) continue;
      const start = SCHEME.lastIndex;
      // Read once, however many schemes stand in it.
      const isBasic = /^basic$/i.test(scheme);
      if (isBasic && start < runEnd && !mayHaveColon(units, start)) continue;
      if (start >= runEnd) runEnd = endOfCredential(units, start);
      let end = Math.min(runEnd, start + LONGEST);
      if (end - start < SHORTEST) continue;
      // `response="..."`
      if (units[end] === EQUALS && units[end + 1] === QUOTE) {
        RESPONSE.lastIndex = start;
        const response = RESPONSE.exec(text)?.[1];
        if (response !== undefined) found(RESPONSE.lastIndex - response.length, RESPONSE.lastIndex);
        continue;
      }
      while (units[end] === EQUALS) end++;
      const credential = text.slice(start, end);
      const isCredential = isBasic ? isUserAndPassword(credential.slice(0, TELLING)) : isToken(credential);
      if (isCredential) found(start, end);
    }
  },
};

/** A cheap look at the beginning of what may be base64: a colon comes before any control character. */
function mayHaveColon(units: Uint8Array, start: number): boolean {
  let [bits, count] = [0, 0];
  for (let at = start; at < start + TELLING_PART; at++) {
    const six = SIX_BITS[units[at]!]!;
    if (six === 64) return false;
    bits = ((bits << 6) | six) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const byte = (bits >> count) & 0xff;
    if (byte === COLON || byte < 32) return byte === COLON;
  }
  return false;
}

function endOfCredential(units: Uint8Array, start: number): number {
  let end = start;
  while (isWordChar(units[end]!) || CREDENTIAL_SIGNS.has(units[end]!)) end++;
  return end;
}

const isToken = (credential: string): boolean => credential.length >= 8 && !SPOKEN.test(credential);

function isUserAndPassword(credential: string): boolean {
  try {
    return /^[^\0-\x1f]*:/.test(atob(credential.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return false;
  }
}
