const REACH_BEFORE = 30;
const REACH_AFTER = 20;
/** Placeholders of an earlier pass, also cut off on the left: their names are no context, and they end one as a value does. */
const PLACEHOLDERS = /\[?[a-z_]+\]/g;

/** True when `words` matches in the 30 characters before `start`. */
export function isAfter(text: string, start: number, words: RegExp): boolean {
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  return words.test(before.includes(']') ? before.replace(PLACEHOLDERS, ' 0 ') : before);
}

/** True when `words` matches in the 30 characters before `start`, or in the 20 after `end`. */
export function isNear(text: string, start: number, end: number, words: RegExp): boolean {
  if (isAfter(text, start, words)) return true;
  const after = text.slice(end, end + REACH_AFTER);
  return words.test(after.includes(']') ? after.replace(PLACEHOLDERS, ' 0 ') : after);
}
