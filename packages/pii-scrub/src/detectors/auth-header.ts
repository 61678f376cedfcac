import { announcedWords } from '../announced-words.ts';
import { codesOf, isWordChar } from '../char-class.ts';
import type { Detector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const SCHEME = /(bearer|basic|token|api-?key|digest|negotiate|ntlm)(?:[ \t]{1,4}|%20|\+)["']?(?=[\w.~+/-]{6})/iy;
const CREDENTIAL_SIGNS = codesOf('.~+/-');
const [SHORTEST, LONGEST] = [6, 8_192];
const EQUALS = 61;
/** So much of a credential tells whether it is a user and a password; less of one that is part of another. */
const [TELLING, TELLING_PART] = [1_024, 128];
const SPOKEN = /^(?:[a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)[.-]?$/;
const OPEN_ENDED = /^(?:bearer|basic)$/i;
const AFTER_HEADER = /auth\w*["']?\s*[:=,]\s*["']?$/i;
const HEADER_REACH = 30;

/** Credentials after `Bearer`, `Basic` and, in an authorization header, other schemes; the scheme stays. */
export const authHeader: Detector = {
  type: 'auth',
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
      const telling = start < runEnd ? TELLING_PART : TELLING;
      if (start >= runEnd) runEnd = endOfCredential(units, start);
      let end = Math.min(runEnd, start + LONGEST);
      if (end - start < SHORTEST) continue;
      while (units[end] === EQUALS) end++;
      const credential = text.slice(start, end);
      const isCredential = /^basic$/i.test(scheme)
        ? isUserAndPassword(credential.slice(0, telling))
        : isToken(credential);
      if (isCredential) found(start, end);
    }
  },
};

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
