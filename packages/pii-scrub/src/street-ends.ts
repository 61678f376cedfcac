/** The last two letters of words for streets that come before the number. A unit beyond ASCII is 0x80. */
const ENDS = ['ee', '\u0080e', 'ße', 'se', 'r.', 'eg', 'tz', 'mm', 'at', 'an', 'ht'];

const pair = (first: number, second: number): number => first * 256 + second;

const PAIRS = new Set(ENDS.map((end) => pair(end.charCodeAt(0), end.charCodeAt(1))));

/** A cheap look at the last two characters of a word: false for most that are no street, as `Lindenallee` is. */
export const mayEndStreet = (first: number, second: number): boolean => PAIRS.has(pair(first, second));
