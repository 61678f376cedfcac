import { announcedWords } from '../announced-words.ts';
import { isWordChar } from '../char-class.ts';
import type { Detector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const SCHEME = /(bearer|basic|token|api-?key|digest|negotiate|ntlm)(?:[ \t]{1,4}|%20|\+)["']?(?=[\w.~+/-]{6})/iy;
const CREDENTIALS = /[\w.~+/-]{6,8192}=*/y;
const SPOKEN = /^(?:[a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)[.-]?$/;
const OPEN_ENDED = /^(?:bearer|basic)$/i;
const AFTER_HEADER = /auth\w*["']?\s*[:=,]\s*["']?$/i;
const HEADER_REACH = 30;

/** Credentials after `Bearer`, `Basic` and, in an authorization header, other schemes; the scheme stays. */
export const authHeader: Detector = {
  type: 'auth',
  find(passage, found) {
    const { text } = passage;
    for (const at of announcedWords(passage, ANNOUNCES.credential)) {
      SCHEME.lastIndex = at;
      const scheme = SCHEME.exec(text)?.[1];
      if (scheme === undefined || isWordChar(text.charCodeAt(at - 1))) continue;
      if (!OPEN_ENDED.test(scheme) && !AFTER_HEADER.test(text.slice(Math.max(0, at - HEADER_REACH), at))) continue;
      const start = SCHEME.lastIndex;
      CREDENTIALS.lastIndex = start;
      const credential = CREDENTIALS.exec(text)?.[0];
      if (credential === undefined) continue;
      const isCredential = /^basic$/i.test(scheme) ? isUserAndPassword(credential) : isToken(credential);
      if (isCredential) found(start, start + credential.length);
    }
  },
};

const isToken = (credential: string): boolean => credential.length >= 8 && !SPOKEN.test(credential);

function isUserAndPassword(credential: string): boolean {
  try {
    return /^[^\0-\x1f]*:/.test(atob(credential.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return false;
  }
}
