import { isDigit, isTokenChar } from './char-class.ts';

/** A text with the places where detectors need to look, found in one pass. All lists are flat `start, end` pairs. */
export interface Passage {
  readonly text: string;
  /** Maximal runs of ASCII digits. */
  readonly digitRuns: readonly number[];
  /** Maximal runs of at least 16 characters out of letters, digits, `_`, `.` and `-`. */
  readonly longTokens: readonly number[];
  /** Positions of `:` and `=` that may stand between a name and its value. */
  readonly assignments: readonly number[];
}

const LONG_TOKEN = 16;
const COLON = 58;
const EQUALS = 61;

export function readPassage(text: string): Passage {
  const digitRuns: number[] = [];
  const longTokens: number[] = [];
  const assignments: number[] = [];
  const { length } = text;
  for (let at = 0; at < length;) {
    const code = text.charCodeAt(at);
    if (!isTokenChar(code)) {
      if ((code === COLON || code === EQUALS) && at > 0 && !isDigit(text.charCodeAt(at - 1))) assignments.push(at);
      at++;
      continue;
    }
    const tokenFrom = at;
    let digitsFrom = -1;
    for (; at < length; at++) {
      const inner = text.charCodeAt(at);
      if (isDigit(inner)) {
        if (digitsFrom < 0) digitsFrom = at;
        continue;
      }
      if (digitsFrom >= 0) digitRuns.push(digitsFrom, at);
      digitsFrom = -1;
      if (!isTokenChar(inner)) break;
    }
    if (digitsFrom >= 0) digitRuns.push(digitsFrom, at);
    if (at - tokenFrom >= LONG_TOKEN) longTokens.push(tokenFrom, at);
  }
  return { text, digitRuns, longTokens, assignments };
}

/** Whole cells that are common, long enough to be suspicious, and never personal: UUIDs, hashes in hex and ISO 8601 times. */
const ORDINARY =
  /^(?:(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)$/i;

/** Words and shapes that make a text without signs and numbers worth a closer look. */
const SUSPICIOUS = /assw|ASSW|Dear |\bM(?:rs?|s)\b|\b(?:Dr|Prof)\.|egards|\d [A-Z]/;

/** True for a short text that cannot hold anything a detector finds, so that most cells cost one loop and no allocation. */
export function isPlain(text: string): boolean {
  const { length } = text;
  if (length > 80) return false;
  let digits = 0;
  let run = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) run = 0;
    else if (++run === LONG_TOKEN || code === 60 || code === 64 || code === COLON || code === EQUALS || code > 126)
      return ORDINARY.test(text);
    else if (isDigit(code) && ++digits === 6) return ORDINARY.test(text);
  }
  return (digits < 4 || !text.includes('.')) && (run === length || !SUSPICIOUS.test(text));
}
