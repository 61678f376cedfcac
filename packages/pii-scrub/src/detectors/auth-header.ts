import { isBlank, isWordChar } from '../char-class.ts';
import type { Detector, Found } from '../detector.ts';

const CREDENTIALS = /[\w.~+/-]{6,}=*/y;
const SPOKEN = /^(?:[a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)[.-]?$/;

/** Credentials after `Bearer` and `Basic`; the scheme stays. */
export const authHeader: Detector = {
  type: 'auth',
  find({ text }, found) {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) eachCredential(text, scheme, found, isToken);
    for (const scheme of ['Basic', 'basic', 'BASIC']) eachCredential(text, scheme, found, isUserAndPassword);
  },
};

function eachCredential(text: string, scheme: string, found: Found, accepts: (credential: string) => boolean): void {
  for (let at = text.indexOf(scheme); at >= 0; at = text.indexOf(scheme, at + scheme.length)) {
    let start = at + scheme.length;
    if (isWordChar(text.charCodeAt(at - 1)) || !isBlank(text.charCodeAt(start))) continue;
    while (isBlank(text.charCodeAt(start)) && start < at + 16) start++;
    CREDENTIALS.lastIndex = start;
    const credential = CREDENTIALS.exec(text)?.[0];
    if (credential !== undefined && accepts(credential)) found(start, start + credential.length);
  }
}

const isToken = (credential: string): boolean => credential.length >= 8 && !SPOKEN.test(credential);

function isUserAndPassword(credential: string): boolean {
  try {
    return /^[^\0-\x1f]*:/.test(atob(credential));
  } catch {
    return false;
  }
}
