/** Longest run of letters that counts as a word; a longer one is data. */
const longestWord = 16;
const lettersPerToken = 3;
/** Spaces of an indentation, which tokenisers take together. */
const spacesPerToken = 8;

/**
 * Tokens a text may take at most, as far as that can be told without the model's tokeniser: for code, prose, digits, base64, hex and
 * minified text not fewer than tokenisers of 100,000 entries and more take. A word costs a token for each three letters; one without a
 * vowel, beside a digit, or too long to be one a token a letter; digits, signs and line breaks cost a token each, and what is not ASCII a token a byte.
 */
export function boundTokens(text: string): number {
  let tokens = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    if (isLetter(code)) {
      const end = endOfWord(text, at);
      tokens += tokensOfWord(text, at, end);
      at = end;
    } else if (code === space) {
      const end = endOfSpaces(text, at);
      if (end - at > 1) tokens += 1 + Math.floor((end - at) / spacesPerToken);
      at = end;
    } else {
      tokens += bytesOf(code);
      at += code > 0xff_ff ? 2 : 1;
    }
  }
  return tokens;
}

const space = 0x20;

const isUpper = (code: number) => code >= 0x41 && code <= 0x5a;
const isLower = (code: number) => code >= 0x61 && code <= 0x7a;
const isLetter = (code: number) => isUpper(code) || isLower(code);

/** A word ends where its case goes up, too: `createDriver` is two. */
function endOfWord(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) || (isUpper(code) && isLower(text.charCodeAt(at - 1)))) break;
  }
  return at;
}

function tokensOfWord(text: string, from: number, to: number): number {
  const letters = to - from;
  const isWord = letters <= longestWord && hasVowel(text, from, to) && !isBesideDigit(text, from, to);
  return isWord ? Math.ceil(letters / lettersPerToken) : letters;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

const isBesideDigit = (text: string, from: number, to: number) =>
  isDigit(text.charCodeAt(from - 1)) || isDigit(text.charCodeAt(to));

function hasVowel(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ('aeiouyAEIOUY'.includes(text.charAt(at))) return true;
  return false;
}

function endOfSpaces(text: string, from: number): number {
  let at = from + 1;
  while (text.charCodeAt(at) === space) at += 1;
  return at;
}

/** Its bytes in UTF-8: a tokeniser that does not know a character takes it byte by byte. */
function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  return code > 0xff_ff ? 4 : 3;
}
