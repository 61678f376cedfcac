import { isDigit, isHexDigit } from './char-class.ts';

/** A printable ASCII character that is written as an escape. */
export interface Escape {
  readonly unit: number;
  /** Of the escape, in UTF-16 units. */
  readonly length: number;
}

const [PERCENT, HASH, AMPERSAND, ZERO, SEMICOLON, BACKSLASH] = [37, 35, 38, 48, 59, 92];
const [SMALL_U, SMALL_X] = [117, 120];
const [FIRST_PRINTABLE, LAST_PRINTABLE] = [32, 126];

/** `%40`, `\x40`, `\u0040`, `&#64;` or `&#x40;` at `at`, where `code` stands; `undefined` for anything else. */
export function escapeAt(text: string, at: number, code: number): Escape | undefined {
  if (code === PERCENT) return hexadecimal(text, at, at + 1);
  const next = text.charCodeAt(at + 1);
  if (code === BACKSLASH) {
    const letter = next | 32;
    if (letter === SMALL_X) return hexadecimal(text, at, at + 2);
    if (letter !== SMALL_U || text.charCodeAt(at + 2) !== ZERO || text.charCodeAt(at + 3) !== ZERO) return undefined;
    return hexadecimal(text, at, at + 4);
  }
  if (code !== AMPERSAND || next !== HASH) return undefined;
  const escape = (text.charCodeAt(at + 2) | 32) === SMALL_X ? hexadecimal(text, at, at + 3) : decimal(text, at);
  if (escape === undefined || text.charCodeAt(at + escape.length) !== SEMICOLON) return escape;
  return { unit: escape.unit, length: escape.length + 1 };
}

/** Two hexadecimal digits at `from`, of an escape that begins at `start`. */
function hexadecimal(text: string, start: number, from: number): Escape | undefined {
  const high = text.charCodeAt(from);
  const low = text.charCodeAt(from + 1);
  if (high < 50 || high > 55 || !isHexDigit(low)) return undefined;
  const lowValue = isDigit(low) ? low - ZERO : (low | 32) - 87;
  return { unit: (high - ZERO) * 16 + lowValue, length: from + 2 - start };
}

function decimal(text: string, start: number): Escape | undefined {
  const [first, second, third] = [digitAt(text, start + 2), digitAt(text, start + 3), digitAt(text, start + 4)];
  const two = first * 10 + second;
  if (first > 2) return two >= FIRST_PRINTABLE ? { unit: two, length: 4 } : undefined;
  const three = two * 10 + third;
  return first === 1 && three <= LAST_PRINTABLE ? { unit: three, length: 5 } : undefined;
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return isDigit(code) ? code - ZERO : Number.NaN;
}
