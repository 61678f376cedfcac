const KEPT = 4;
const MOST_KEPT_SHARE = 1 / 3;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Stars for all but the last letters and digits; what stands between them stays. */
export function mask(value: string, keep = KEPT): string {
  if (isMasked(value)) return value;
  const characters = Array.from(value);
  const count = characters.filter((char) => LETTER_OR_DIGIT.test(char)).length;
  let left = count - Math.min(keep, Math.floor(count * MOST_KEPT_SHARE));
  return characters.map((char) => (LETTER_OR_DIGIT.test(char) && left-- > 0 ? '*' : char)).join('');
}

/** True for what `mask` leaves: more stars than letters and digits. */
export function isMasked(value: string): boolean {
  if (!value.includes('*')) return false;
  const stars = value.split('*').length - 1;
  return stars > 2 && stars >= 2 * (value.match(/[\p{L}\p{N}]/gu)?.length ?? 0);
}
