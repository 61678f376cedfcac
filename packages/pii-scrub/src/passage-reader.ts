import type { Passage } from './passage.ts';
import { BEGINNINGS, LETTER_CODES } from './telling-words.ts';

/** Reads one text after another. A passage is valid until the next text is read. */
export interface PassageReader {
  /** True for a text of ASCII alone. */
  isAscii(text: string): boolean;
  /** `context`: the words of the column, or of the keys, that the text stands under. */
  read(text: string, context?: string): Passage;
}

const LONG_TOKEN = 16;
const OTHER = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;
const JOINT = 4;
const SIGN = 5;
const [PLUS, CLOSE, DASH, SLASH, COLON, UNDERSCORE] = [43, 41, 45, 47, 58, 95];
const FOREIGN = 0x80;
const LEAST_UNITS = 4_096;
const MOST_UNITS_KEPT = 1_000_000;
const LEAST_POSITIONS = 512;
const PADDING = 16;
const MOST_LETTERS = 6;
const MAC_COLONS = 5;

const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[0-9]/.test(char)) return DIGIT;
  if (/[a-z]/.test(char)) return LOWER;
  if (/[A-Z]/.test(char)) return UPPER;
  if (/[_.-]/.test(char)) return JOINT;
  return char === ':' || char === '=' ? SIGN : OTHER;
});
const HEX_OR_COLON = Uint8Array.from({ length: 256 }, (_, code) => Number(/[\da-f:]/i.test(String.fromCharCode(code))));

export function createPassageReader(): PassageReader {
  const encoder = new TextEncoder();
  let units = new Uint8Array(LEAST_UNITS);
  let loaded = '';
  let isLoadedAscii = true;
  let digitRuns = new Int32Array(LEAST_POSITIONS);
  let freeRuns = new Int32Array(LEAST_POSITIONS);
  let letteredStarts = new Int32Array(LEAST_POSITIONS);
  let longTokens = new Int32Array(LEAST_POSITIONS);
  let assignments = new Int32Array(LEAST_POSITIONS);
  let hexColons = new Int32Array(LEAST_POSITIONS);
  let announcements = new Int32Array(LEAST_POSITIONS);

  const load = (text: string): void => {
    if (text === loaded) return;
    const needed = text.length + PADDING;
    const isTooLarge = units.length > MOST_UNITS_KEPT && needed < MOST_UNITS_KEPT;
    if (units.length < needed || isTooLarge) units = new Uint8Array(Math.max(LEAST_UNITS, needed));
    const { read, written } = encoder.encodeInto(text, units);
    isLoadedAscii = read === text.length && written === text.length;
    if (!isLoadedAscii) {
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        units[at] = code < FOREIGN ? code : FOREIGN;
      }
    }
    units.fill(0, text.length, needed);
    loaded = text;
  };

  const scan = (bytes: Uint8Array, text: string, context: string): Passage => {
    const { length } = text;
    let [runs, free, lettered, tokens, signs, chains, words] = [0, 0, 0, 0, 0, 0, 0];
    let before = OTHER;
    let tokenFrom = -1;
    let digitsFrom = 0;
    let colonsUntil = -1;
    for (let at = 0; at <= length; at++) {
      const kind = CLASSES[bytes[at]!]!;
      if (kind === before && kind !== SIGN) continue;
      if (before === DIGIT) {
        if (runs + 2 > digitRuns.length) digitRuns = grown(digitRuns);
        if (isFree(bytes, digitsFrom)) {
          if (free === freeRuns.length) freeRuns = grown(freeRuns);
          freeRuns[free++] = runs;
        }
        digitRuns[runs++] = digitsFrom;
        digitRuns[runs++] = at;
      }
      if (kind === OTHER || kind === SIGN) {
        if (tokenFrom >= 0 && at - tokenFrom >= LONG_TOKEN) {
          if (tokens + 2 > longTokens.length) longTokens = grown(longTokens);
          longTokens[tokens++] = tokenFrom;
          longTokens[tokens++] = at;
        }
        tokenFrom = -1;
        if (kind === SIGN) {
          if (before !== DIGIT && at > 0) {
            if (signs === assignments.length) assignments = grown(assignments);
            assignments[signs++] = at;
          }
          if (bytes[at] === COLON && at > colonsUntil) {
            let colons = 1;
            let hasGap = false;
            for (colonsUntil = at + 1; HEX_OR_COLON[bytes[colonsUntil]!] === 1; colonsUntil++) {
              if (bytes[colonsUntil] !== COLON) continue;
              colons++;
              hasGap ||= bytes[colonsUntil - 1] === COLON;
            }
            if (hasGap || colons >= MAC_COLONS) {
              if (chains === hexColons.length) hexColons = grown(hexColons);
              hexColons[chains++] = at;
            }
          }
        }
      } else {
        if (tokenFrom < 0) tokenFrom = at;
        if (kind === DIGIT) {
          digitsFrom = at;
          if (at - tokenFrom <= MOST_LETTERS && tokenFrom < at && areLetters(bytes, tokenFrom, at)) {
            if (lettered === letteredStarts.length) letteredStarts = grown(letteredStarts);
            letteredStarts[lettered++] = tokenFrom;
          }
        } else if (kind !== JOINT && ((before !== LOWER && before !== UPPER) || before < kind)) {
          const beginning =
            (LETTER_CODES[bytes[at]!]! * 27 + LETTER_CODES[bytes[at + 1]!]!) * 27 + LETTER_CODES[bytes[at + 2]!]!;
          const bits = BEGINNINGS[beginning]!;
          if (bits !== 0) {
            if (words + 2 > announcements.length) announcements = grown(announcements);
            announcements[words++] = at;
            announcements[words++] = bits;
          }
        }
      }
      before = kind;
    }
    return {
      text,
      units: bytes,
      isAscii: isLoadedAscii,
      context,
      digitRuns: digitRuns.subarray(0, runs),
      freeRuns: freeRuns.subarray(0, free),
      letteredStarts: letteredStarts.subarray(0, lettered),
      longTokens: longTokens.subarray(0, tokens),
      assignments: assignments.subarray(0, signs),
      hexColons: hexColons.subarray(0, chains),
      announcements: announcements.subarray(0, words),
    };
  };

  return {
    isAscii(text) {
      load(text);
      return isLoadedAscii;
    },
    read(text, context = '') {
      load(text);
      return scan(units, text, context);
    },
  };
}

/** Of letters, digits and joints. */
function isToken(code: number): boolean {
  const kind = CLASSES[code]!;
  return kind !== OTHER && kind !== SIGN;
}

function areLetters(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const kind = CLASSES[bytes[at]!]!;
    if (kind !== LOWER && kind !== UPPER) return false;
  }
  return true;
}

/** Between a word and a number these make one token, as in `ORD-2020` and `v1.2`; a colon or slash only between numbers. */
function isFree(bytes: Uint8Array, start: number): boolean {
  if (start === 0) return true;
  const before = bytes[start - 1]!;
  const kind = CLASSES[before]!;
  if (kind === LOWER || kind === UPPER || before === UNDERSCORE) return false;
  if (start === 1 || (kind !== JOINT && before !== COLON && before !== SLASH && before !== PLUS)) return true;
  const beyond = bytes[start - 2]!;
  const beyondKind = CLASSES[beyond]!;
  if (before === COLON || before === SLASH) return beyondKind !== DIGIT;
  if (before === DASH && beyondKind === UPPER) return start === 2 || !isToken(bytes[start - 3]!);
  return beyondKind === OTHER || beyondKind === SIGN ? beyond !== CLOSE : beyond !== UNDERSCORE && beyondKind === JOINT;
}

function grown(positions: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(positions.length * 2);
  larger.set(positions);
  return larger;
}
