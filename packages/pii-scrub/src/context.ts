import { codesOf } from './char-class.ts';
import type { Passage } from './passage.ts';

const REACH_BEFORE = 30;
const REACH_AFTER = 20;
/** Placeholders of an earlier pass, also cut off on the left: their names are no context, and they end one as a value does. */
const PLACEHOLDERS = /\[?[a-z_]+(?::[a-z\d]+)?\]/g;

const MAY_END = /[|;\n=:]/;
const OPENERS = codesOf(' "\'({[');
const JOINED = /_|[a-z][A-Z]/;
const JOINT = /_|(?<=[a-z])(?=[A-Z])/g;
/** In `account size=17` or `"size": 17` the value has a name: nothing before that counts but words right beside it. */
const OWN_NAME = /(?:[\p{L}.'’#-]+ ){0,4}["']?[\p{L}\p{N}_.#-]{2,28}["']?\s{0,2}[=:]\s{0,2}["'({[]?$/u;
/** A number that the words before it were about, when other words follow it. */
const LONG_NUMBER = /\d[\d .()/-]{5,}\d/g;
const OTHER_WORD = /^[^\p{L}]*(?:\p{L}{4}|(?<=[([][^\p{L}]*)\p{L}{3})/u;
/** Ends what belongs to a value; so does the name of the next one. */
const NEXT = /[|;\n]|["']?[\p{L}\p{N}_.-]+["']?\s{0,2}[=:].*/u;

/**
 * What may say what a value is: the 30 characters before `start`, or its own name when it has one. At the start of a cell the name of
 * its column counts as text before it.
 */
export function wordsBefore({ text, context }: Passage, start: number): string {
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  const window = before.includes(']') ? before.replace(PLACEHOLDERS, ' 0 ') : before;
  const name = isAssigned(window) ? OWN_NAME.exec(window) : null;
  if (name !== null) return both(name[0]);
  const own = sinceSettled(window);
  return both(context !== '' && start < REACH_BEFORE ? `${context} ${own}` : own);
}

/** As `wordsBefore`, and the 20 characters after `end` as far as they still belong to the value. */
export function wordsAround(passage: Passage, start: number, end: number): string {
  const after = passage.text.slice(end, end + REACH_AFTER);
  const window = after.includes(']') ? after.replace(PLACEHOLDERS, ' 0 ') : after;
  return `${wordsBefore(passage, start)} \n ${both(MAY_END.test(window) ? window.replace(NEXT, '') : window)}`;
}

/** Without what was said of a number before. */
function sinceSettled(window: string): string {
  let end = 0;
  LONG_NUMBER.lastIndex = 0;
  while (LONG_NUMBER.test(window)) end = LONG_NUMBER.lastIndex;
  return end > 0 && OTHER_WORD.test(window.slice(end)) ? window.slice(end) : window;
}

/** True when `=` or `:` is the last that stands there, but for blanks and quotes. */
function isAssigned(window: string): boolean {
  for (let at = window.length - 1; at >= 0; at--) {
    const code = window.charCodeAt(at);
    if (code === 61 || code === 58) return true;
    if (!OPENERS.has(code)) return false;
  }
  return false;
}

/** True when `words` matches in what may say what a value is, before it. */
export const isAfter = (passage: Passage, start: number, words: RegExp): boolean =>
  words.test(wordsBefore(passage, start));

/** True when `words` matches in what may say what a value is, before or after it. */
export const isNear = (passage: Passage, start: number, end: number, words: RegExp): boolean =>
  words.test(wordsAround(passage, start, end));

/** With `customer_phone` and `customerPhone` also as words. */
const both = (text: string): string => (JOINED.test(text) ? `${text.replace(JOINT, ' ')} ${text}` : text);
