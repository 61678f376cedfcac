const safeDigits = 15;

/**
 * A decimal as a JSON number when that loses nothing, else as the text it came as: integers beyond 2^53, more than 15
 * significant digits, NaN and infinities stay strings.
 */
export function exactNumber(text: string): number | string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(value) ? value : text;
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
  const isUnderflow = digits !== '' && Math.abs(value) < 2.3e-308;
  return digits.length <= safeDigits && !isUnderflow ? value : text;
}
