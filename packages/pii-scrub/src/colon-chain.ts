import { isHexDigit, isWordChar } from './char-class.ts';

/** Colons and hexadecimal digits in a row, as MAC and IPv6 addresses have them. */
export interface ColonChain {
  readonly start: number;
  readonly end: number;
  readonly colons: number;
  /** The digits between two of the colons may be left out once. */
  readonly hasGap: boolean;
}

const COLON = 58;
/** Longer ones are no address, and are not read to their end. */
const LONGEST = 64;

/** The chain around its first colon; what is before that counts only when it stands free, so that the label of `mac:5a:c2` does not. */
export function colonChain(text: string, colon: number): ColonChain {
  let start = colon;
  while (colon - start < 5 && isHexDigit(text.charCodeAt(start - 1))) start--;
  const isLabel = colon - start > 4 || isWordChar(text.charCodeAt(start - 1));
  const isOpenGap = text.charCodeAt(colon + 1) === COLON;
  if (isLabel) start = colon + 1;
  else if (start === colon && !isOpenGap) start = colon + 1;
  let colons = 0;
  let hasGap = false;
  const limit = start + LONGEST;
  let end = start;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === COLON) {
      colons++;
      hasGap ||= text.charCodeAt(end + 1) === COLON;
    } else if (!isHexDigit(code)) break;
  }
  return { start, end, colons, hasGap };
}
