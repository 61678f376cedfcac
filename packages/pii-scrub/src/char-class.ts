/** Classes of a UTF-16 code unit; NaN (beyond the ends of a string) is in none of them. */
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

export const isAlphanumeric = (code: number): boolean => isDigit(code) || isLetter(code);

/** Letter, digit or underscore: what may not touch a number or key for it to stand alone. */
export const isWordChar = (code: number): boolean => isAlphanumeric(code) || code === 95;

export const isHexDigit = (code: number): boolean =>
  isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

export const isBlank = (code: number): boolean => code === 32 || code === 9;

export const isQuote = (code: number): boolean => code === 34 || code === 39 || code === 96;

/** The codes of a few characters, to look them up by `charCodeAt`. */
export const codesOf = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (char) => char.charCodeAt(0)));
