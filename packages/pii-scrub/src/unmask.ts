/** A text as detectors should read it, and where each of its UTF-16 units stood in the original. */
export interface Unmasked {
  readonly text: string;
  /** `undefined` when nothing was changed. One entry more than `text` has units. */
  readonly origin?: Uint32Array;
}

const INVISIBLE =
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff';
const DISGUISE = new RegExp(`[${INVISIBLE}\\u00a0\\u2000-\\u200a\\u2010-\\u2015\\u202f\\u2212\\uff01-\\uff5e]`);
const IS_INVISIBLE = new RegExp(`[${INVISIBLE}]`);

/** Drops invisible characters and folds full-width forms, odd spaces and dashes, so that they hide nothing. */
export function unmask(text: string): Unmasked {
  if (!DISGUISE.test(text)) return { text };
  const origin = new Uint32Array(text.length + 1);
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (IS_INVISIBLE.test(unit)) continue;
    origin[plain.length] = at;
    plain += fold(unit);
  }
  origin[plain.length] = text.length;
  return { text: plain, origin };
}

function fold(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)) return ' ';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
  return unit;
}
