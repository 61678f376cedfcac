import { grouped, type IdKind } from '../../id-kind.ts';

/** German tax identification numbers: check digit by ISO 7064 mod 11, 10, and exactly one digit twice or three times among the first ten. */
export const deTaxId: IdKind = {
  type: 'tax_id',
  alone: [],
  beside: [...grouped('2 3 3 3', ['', ' ', '.', '-', '/'])],
  words: /(?:steuer|\bidnr|\bid-?nr|\btin\b|\btax)/i,
  accepts: (digits) => digits[0] !== '0' && repeatsOneDigit(digits) && passesMod11By10(digits),
};

function repeatsOneDigit(digits: string): boolean {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const digit of digits.slice(0, 10)) counts[Number(digit)]!++;
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && repeated[0]! <= 3;
}

/** ISO 7064 mod 11, 10. */
function passesMod11By10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}
