import { grouped, type IdKind } from '../../id-kind.ts';

/** German tax identification numbers: check digit by ISO 7064 mod 11, 10, and exactly one digit twice or three times among the first ten. */
export const deTaxId: IdKind = {
  type: 'tax_id',
  alone: [],
  beside: [...grouped('2 3 3 3', ['', ' ', '.', '-', '/'])],
  words: /(?:steuer|identifikationsn|\bidnr|\bid-?nr|\btin\b|\btax)/i,
  accepts: (digits) => digits[0] !== '0' && repeatsOneDigit(digits) && passesMod11By10(digits),
};

function repeatsOneDigit(digits: string): boolean {
  let [once, twice, thrice] = [0, 0, 0];
  for (let at = 0; at < 10; at++) {
    const bit = 1 << digits.charCodeAt(at);
    if ((thrice & bit) !== 0) return false;
    thrice |= twice & bit;
    twice |= once & bit;
    once |= bit;
  }
  return twice !== 0 && (twice & (twice - 1)) === 0;
}

/** ISO 7064 mod 11, 10. */
function passesMod11By10(digits: string): boolean {
  let product = 10;
  for (let at = 0; at < 10; at++) {
    const sum = (Number(digits[at]) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}
