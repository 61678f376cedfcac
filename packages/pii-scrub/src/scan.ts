import { isFreeRun } from './free-run.ts';
import { HOLDS, type Passage } from './passage.ts';
import { PositionList } from './position-list.ts';
import { announcedAt } from './telling-words.ts';
import { HEX_OR_COLON, MARK_BITS, UNIT, UNIT_CLASSES } from './unit-class.ts';

/** What is read before the scan. `units` has zeros after the text. */
export type ReadText = Pick<Passage, 'text' | 'units' | 'isAscii' | 'context'>;

const LONG_TOKEN = 16;
const MOST_LETTERS = 6;
const MAC_COLONS = 5;
const LONG_NUMBER = 8;
const MANY_DIGITS = 6;
const { other: OTHER, digit: DIGIT, lower: LOWER, upper: UPPER, joint: JOINT, sign: SIGN } = UNIT;
const [SLASH, COLON] = [47, 58];

/**
 * A scan that uses its lists again: what it returns is valid until the next one. It is one loop with one branch for each change from
 * class to class, since every character of every text goes through it.
 */
export function createScan(): (read: ReadText) => Passage {
  const digitRuns = new PositionList();
  const freeRuns = new PositionList();
  const letteredStarts = new PositionList();
  const longTokens = new PositionList();
  const assignments = new PositionList();
  const hexColons = new PositionList();
  const announcements = new PositionList();

  return ({ text, units, isAscii, context }) => {
    const { length } = text;
    const classes = UNIT_CLASSES;
    let runs = 0;
    let free = 0;
    let lettered = 0;
    let tokens = 0;
    let signs = 0;
    let chains = 0;
    let words = 0;
    let holds = 0;
    let announced = 0;
    let digits = 0;
    let colonsUntil = -1;
    let at = 0;
    let kind = classes[units[0]!]!;
    while (at < length) {
      if (kind === OTHER) {
        do kind = classes[units[++at]!]!;
        while (kind === OTHER && at < length);
        continue;
      }
      if (kind < SIGN) {
        const start = at;
        do {
          const from = at;
          if (kind === DIGIT) {
            do kind = classes[units[++at]!]!;
            while (kind === DIGIT);
            if (isFreeRun(units, from)) freeRuns.put(free++, runs);
            digitRuns.put(runs++, from);
            digitRuns.put(runs++, at);
            digits += at - from;
            continue;
          }
          if (kind === JOINT) {
            kind = classes[units[++at]!]!;
            continue;
          }
          // Each word of `camelCase` may announce something.
          for (;;) {
            const bits = announcedAt(units, at);
            if (bits !== 0) {
              announcements.put(words++, at);
              announcements.put(words++, bits);
              announced |= bits;
            }
            while (kind === UPPER) kind = classes[units[++at]!]!;
            if (kind !== LOWER) break;
            do kind = classes[units[++at]!]!;
            while (kind === LOWER);
            if (kind !== UPPER) break;
          }
          if (kind === DIGIT && from === start && at - start <= MOST_LETTERS) letteredStarts.put(lettered++, start);
        } while (kind > OTHER && kind < SIGN);
        if (at - start >= LONG_TOKEN) {
          longTokens.put(tokens++, start);
          longTokens.put(tokens++, at);
        }
        continue;
      }
      if (kind === SIGN) {
        const isAfterDigit = at > 0 && classes[units[at - 1]!] === DIGIT;
        if (!isAfterDigit && at > 0) assignments.put(signs++, at);
        if (units[at] === COLON) {
          if (units[at + 1] === SLASH && units[at + 2] === SLASH) holds |= HOLDS.scheme;
          if (isAfterDigit && at >= LONG_NUMBER && classes[units[at - LONG_NUMBER]!] === DIGIT)
            holds |= HOLDS.labelledNumber;
          if (at > colonsUntil) {
            let colons = 1;
            let hasGap = false;
            for (colonsUntil = at + 1; HEX_OR_COLON[units[colonsUntil]!] === 1; colonsUntil++) {
              if (units[colonsUntil] !== COLON) continue;
              colons++;
              hasGap ||= units[colonsUntil - 1] === COLON;
            }
            if (hasGap) holds |= HOLDS.doubleColon;
            if (hasGap || colons >= MAC_COLONS) hexColons.put(chains++, at);
          }
        }
      } else holds |= MARK_BITS[units[at]!]!;
      kind = classes[units[++at]!]!;
    }
    if (digits >= MANY_DIGITS) holds |= HOLDS.digits;
    if (free > 0) holds |= HOLDS.freeRuns;
    if (lettered > 0) holds |= HOLDS.letteredStarts;
    if (tokens > 0) holds |= HOLDS.longTokens;
    if (signs > 0) holds |= HOLDS.assignments;
    if (chains > 0) holds |= HOLDS.hexColons;
    if (!isAscii) holds |= HOLDS.foreign;
    return {
      text,
      units,
      isAscii,
      context,
      holds,
      digitRuns: digitRuns.head(runs),
      freeRuns: freeRuns.head(free),
      letteredStarts: letteredStarts.head(lettered),
      longTokens: longTokens.head(tokens),
      assignments: assignments.head(signs),
      hexColons: hexColons.head(chains),
      announcements: announcements.head(words),
      announced,
    };
  };
}
