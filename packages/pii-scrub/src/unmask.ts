import { escapeAt } from './escape.ts';
import { FOLDS } from './folds.ts';

/** A text as detectors should read it, and where each of its UTF-16 units stood in the original. */
export interface Unmasked {
  readonly text: string;
  /** `undefined` when every unit kept its place. One entry more than `text` has units. */
  readonly origin?: Uint32Array;
}

const LINE_ESCAPE = /\\[nrt]/;
const ANY_ESCAPE = /%[2-7][\da-f]|\\u00[2-7]|\\x[2-7]|&#[x\d]/i;
const [SPACE, PERCENT, AMPERSAND, BACKSLASH, ZERO] = [32, 37, 38, 92, 48];
/** High surrogates of mathematical digits, and of tags that nobody sees. */
const [MATHEMATICAL, TAGS] = [0xd835, 0xdb40];
const UNITS_AT_ONCE = 8_192;

/**
 * Drops invisible characters and reads full-width forms, foreign digits, odd spaces and dashes, and escapes such as `%40`,
 * `\u0040` and `&#64;` for what they stand for, so that they hide nothing. An escaped line end is a blank.
 */
export function unmask(text: string, isAscii = false): Unmasked {
  const hasBackslash = text.includes('\\');
  const hasEscapes = (hasBackslash || text.includes('%') || text.includes('&#')) && ANY_ESCAPE.test(text);
  if (hasEscapes || (!isAscii && isDisguised(text))) return unmaskEach(text, hasEscapes);
  return hasBackslash && LINE_ESCAPE.test(text) ? { text: text.replace(/\\[nrt]/g, '  ') } : { text };
}

function isDisguised(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 && (code === MATHEMATICAL || code === TAGS || FOLDS.has(code))) return true;
  }
  return false;
}

function unmaskEach(text: string, hasEscapes: boolean): Unmasked {
  const origin = new Uint32Array(text.length + 1);
  const plain = new Uint16Array(text.length);
  let length = 0;
  let isChanged = false;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    let step = 1;
    let unit = code;
    if (code > 127) {
      if (code === MATHEMATICAL || code === TAGS) {
        unit = foldPair(code, text.charCodeAt(at + 1));
        if (unit !== code) step = 2;
      } else unit = FOLDS.get(code) ?? code;
    } else if (hasEscapes && (code === PERCENT || code === AMPERSAND || code === BACKSLASH)) {
      const escape = escapeAt(text, at, code);
      if (escape !== undefined) {
        unit = escape.unit;
        step = escape.length;
      } else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) {
        origin[length] = at;
        plain[length++] = SPACE;
        unit = SPACE;
        at++;
      }
    }
    isChanged ||= unit !== code || step > 1;
    if (unit >= 0) {
      origin[length] = at;
      plain[length++] = unit;
    }
    at += step;
  }
  if (!isChanged) return { text };
  origin[length] = text.length;
  return { text: decodeUnits(plain.subarray(0, length)), origin };
}

/** The unit to read for a pair of surrogates; negative for none, the first of them when both are to stay. */
function foldPair(high: number, low: number): number {
  if (high === MATHEMATICAL) return low >= 0xdfce && low <= 0xdfff ? ZERO + ((low - 0xdfce) % 10) : high;
  return (low >= 0xdc01 && low <= 0xdc7f) || (low >= 0xdd00 && low <= 0xddef) ? -1 : high;
}

/** Of `\n`, `\r` and `\t`. */
const isLineEnd = (code: number): boolean => code === 110 || code === 114 || code === 116;

function decodeUnits(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + UNITS_AT_ONCE)) as string;
  }
  return text;
}
