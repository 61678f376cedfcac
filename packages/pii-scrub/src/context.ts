import type { Passage } from './passage.ts';

const REACH_BEFORE = 30;
const REACH_AFTER = 20;
/** Placeholders of an earlier pass, also cut off on the left: their names are no context, and they end one as a value does. */
const PLACEHOLDERS = /\[?[a-z_]+(?::[a-z\d]+)?\]/g;

const JOINED = /_|[a-z][A-Z]/;
const JOINT = /_|(?<=[a-z])(?=[A-Z])/g;
/** In `account size=17` or `"size": 17` the value has a name: nothing before that counts but words right beside it. */
const OWN_NAME = /(?:[\p{L}.'’#-]+ ){0,4}["']?[\p{L}\p{N}.#-]{2,28}["']?\s{0,2}[=:]\s{0,2}["'({[]?$/u;
/** Ends what belongs to a value; so does the name of the next one. */
const NEXT = /[|;\n]|["']?[\p{L}\p{N}_.-]+["']?\s{0,2}[=:].*/u;

/** True when `words` matches in the 30 characters before `start`; at the start of a cell its column's name counts as text before it. */
export function isAfter({ text, context }: Passage, start: number, words: RegExp): boolean {
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  const window = both(before.includes(']') ? before.replace(PLACEHOLDERS, ' 0 ') : before);
  const isUnderName = context !== '' && start < REACH_BEFORE;
  if (!words.test(window)) return isUnderName && words.test(context) && !OWN_NAME.test(before);
  const name = OWN_NAME.exec(before);
  return name === null || words.test(both(name[0]));
}

/** With `customer_phone` and `customerPhone` also as words. */
const both = (text: string): string => (JOINED.test(text) ? `${text.replace(JOINT, ' ')} ${text}` : text);

/** True when `words` matches in the 30 characters before `start`, or in the 20 after `end`. */
export function isNear(passage: Passage, start: number, end: number, words: RegExp): boolean {
  if (isAfter(passage, start, words)) return true;
  const after = passage.text.slice(end, end + REACH_AFTER);
  return words.test(both(after)) && words.test(both(after.replace(PLACEHOLDERS, ' 0 ').replace(NEXT, '')));
}
