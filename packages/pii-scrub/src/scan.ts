import { isFreeRun } from './free-run.ts';
import { HOLDS, type Passage } from './passage.ts';
import { announcedAt } from './telling-words.ts';
import { HEX_OR_COLON, MARK_BITS, UNIT, UNIT_CLASSES } from './unit-class.ts';

/** Where to look in a text, and what it holds. */
export type Places = Omit<Passage, 'text' | 'units' | 'isAscii' | 'context'>;

const LEAST_POSITIONS = 512;
const LONG_TOKEN = 16;
const MOST_LETTERS = 6;
const MAC_COLONS = 5;
const LONG_NUMBER = 8;
const { other: OTHER, digit: DIGIT, lower: LOWER, upper: UPPER, joint: JOINT, sign: SIGN } = UNIT;
const [SLASH, COLON] = [47, 58];

/**
 * A scan that uses its lists again: what it returns is valid until the next one. `units` has zeros after `length`. It is one loop with
 * one branch for each change from class to class, since every character of every text goes through it.
 */
export function createScan(): (units: Uint8Array, length: number) => Places {
  let digitRuns = new Int32Array(LEAST_POSITIONS);
  let freeRuns = new Int32Array(LEAST_POSITIONS);
  let letteredStarts = new Int32Array(LEAST_POSITIONS);
  let longTokens = new Int32Array(LEAST_POSITIONS);
  let assignments = new Int32Array(LEAST_POSITIONS);
  let hexColons = new Int32Array(LEAST_POSITIONS);
  let announcements = new Int32Array(LEAST_POSITIONS);

  return (units, length) => {
    const classes = UNIT_CLASSES;
    let [runs, free, lettered, tokens, signs, chains, words] = [0, 0, 0, 0, 0, 0, 0];
    let [holds, announced, colonsUntil, at] = [0, 0, -1, 0];
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
            if (runs + 2 > digitRuns.length) digitRuns = grown(digitRuns);
            if (isFreeRun(units, from)) {
              if (free === freeRuns.length) freeRuns = grown(freeRuns);
              freeRuns[free++] = runs;
            }
            digitRuns[runs++] = from;
            digitRuns[runs++] = at;
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
              if (words + 2 > announcements.length) announcements = grown(announcements);
              announcements[words++] = at;
              announcements[words++] = bits;
              announced |= bits;
            }
            while (kind === UPPER) kind = classes[units[++at]!]!;
            if (kind !== LOWER) break;
            do kind = classes[units[++at]!]!;
            while (kind === LOWER);
            if (kind !== UPPER) break;
          }
          if (kind === DIGIT && from === start && at - start <= MOST_LETTERS) {
            if (lettered === letteredStarts.length) letteredStarts = grown(letteredStarts);
            letteredStarts[lettered++] = start;
          }
        } while (kind > OTHER && kind < SIGN);
        if (at - start >= LONG_TOKEN) {
          if (tokens + 2 > longTokens.length) longTokens = grown(longTokens);
          longTokens[tokens++] = start;
          longTokens[tokens++] = at;
        }
        continue;
      }
      if (kind === SIGN) {
        const isAfterDigit = at > 0 && classes[units[at - 1]!] === DIGIT;
        if (!isAfterDigit && at > 0) {
          if (signs === assignments.length) assignments = grown(assignments);
          assignments[signs++] = at;
        }
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
            if (hasGap || colons >= MAC_COLONS) {
              if (chains === hexColons.length) hexColons = grown(hexColons);
              hexColons[chains++] = at;
            }
          }
        }
      } else holds |= MARK_BITS[units[at]!]!;
      kind = classes[units[++at]!]!;
    }
    return {
      holds,
      digitRuns: digitRuns.subarray(0, runs),
      freeRuns: freeRuns.subarray(0, free),
      letteredStarts: letteredStarts.subarray(0, lettered),
      longTokens: longTokens.subarray(0, tokens),
      assignments: assignments.subarray(0, signs),
      hexColons: hexColons.subarray(0, chains),
      announcements: announcements.subarray(0, words),
      announced,
    };
  };
}

function grown(positions: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(positions.length * 2);
  larger.set(positions);
  return larger;
}
