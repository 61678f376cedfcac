/** A text as detectors should read it, and where each of its UTF-16 units stood in the original. */
export interface Unmasked {
  readonly text: string;
  /** `undefined` when every unit kept its place. One entry more than `text` has units. */
  readonly origin?: Uint32Array;
}

const INVISIBLE =
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff';
const DISGUISE = new RegExp(
  `[${INVISIBLE}\\u00a0\\u1680\\u2000-\\u200a\\u2010-\\u2015\\u2024\\u202f\\u205f\\u2212\\u3000\\u3002\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\ufe52\\ufe6b\\uff01-\\uff5e\\uff61]|\\ud835[\\udfce-\\udfff]|\\udb40[\\udc01-\\udc7f]`,
);
const IS_INVISIBLE = new RegExp(`[${INVISIBLE}]`);
const LINE_ESCAPE = /\\[nrt]/;
const ANY_ESCAPE = /%[2-7][\da-f]|\\u00[2-7]|\\x[2-7]|&#[x\d]/i;
const ESCAPE = /%[2-7][\da-f]|\\u00[2-7][\da-f]|\\x[2-7][\da-f]|&#(?:x[2-7][\da-f]|3[2-9]|[4-9]\d|1[01]\d|12[0-6]);?/iy;
const [SPACE, PERCENT, AMPERSAND, BACKSLASH] = [32, 37, 38, 92];

/**
 * Drops invisible characters and reads full-width forms, foreign digits, odd spaces and dashes, and escapes such as `%40`,
 * `\u0040` and `&#64;` for what they stand for, so that they hide nothing. An escaped line end is a blank.
 */
export function unmask(text: string, isAscii = false): Unmasked {
  const hasEscapes = (text.includes('%') || text.includes('\\') || text.includes('&#')) && ANY_ESCAPE.test(text);
  if (hasEscapes || (!isAscii && DISGUISE.test(text))) return unmaskEach(text, hasEscapes);
  return text.includes('\\') && LINE_ESCAPE.test(text) ? { text: text.replace(/\\[nrt]/g, '  ') } : { text };
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
      unit = fold(text, at, code);
      if (code === 0xd835 && unit !== code) step = 2;
      else if (code === 0xdb40) step = 2;
    } else if (hasEscapes && (code === PERCENT || code === AMPERSAND || code === BACKSLASH)) {
      const escape = escapeAt(text, at);
      if (escape !== '') {
        unit = unescaped(escape);
        step = escape.length;
      } else if (code === BACKSLASH && /[nrt]/.test(text.charAt(at + 1))) {
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

function escapeAt(text: string, at: number): string {
  ESCAPE.lastIndex = at;
  return ESCAPE.exec(text)?.[0] ?? '';
}

function unescaped(escape: string): number {
  const digits = escape.replace(/^(?:%|\\u00|\\x|&#x)/i, '').replace(';', '');
  return escape.startsWith('&#') && !/^&#x/i.test(escape) ? Number(digits.slice(2)) : Number.parseInt(digits, 16);
}

/** The unit to read instead of one beyond ASCII; negative for none. */
function fold(text: string, at: number, code: number): number {
  if (IS_INVISIBLE.test(text.charAt(at))) return -1;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code === 0xa0 || code === 0x202f || code === 0x3000 || code === 0x205f || code === 0x1680) return SPACE;
  if (code >= 0x2000 && code <= 0x200a) return SPACE;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return 45;
  if (code === 0x2024 || code === 0xfe52 || code === 0x3002 || code === 0xff61) return 46;
  if (code === 0xfe6b) return 64;
  for (const zero of [0x0660, 0x06f0, 0x0966]) if (code >= zero && code <= zero + 9) return 48 + code - zero;
  const low = text.charCodeAt(at + 1);
  if (code === 0xd835 && low >= 0xdfce && low <= 0xdfff) return 48 + ((low - 0xdfce) % 10);
  return code === 0xdb40 && low >= 0xdc01 && low <= 0xdc7f ? -1 : code;
}

const UNITS_AT_ONCE = 8_192;

function decodeUnits(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
    text += String.fromCharCode(...units.subarray(at, at + UNITS_AT_ONCE));
  }
  return text;
}
