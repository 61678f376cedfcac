import { isWordChar } from '../char-class.ts';
import { isNear } from '../context.ts';
import type { Detector } from '../detector.ts';

const WORDS = /\b(?:cpf|cnpj|contribuinte)\b/i;
const CPF = /\d{3}(\.?)\d{3}\1\d{3}-?\d{2}/y;
const CNPJ = /\d{2}(\.?)\d{3}\1\d{3}\/?\d{4}-?\d{2}/y;

/** Brazilian CPF and CNPJ numbers with both check digits: punctuated anywhere, solid ones beside a word that tells. */
export const brazilianTaxId: Detector = {
  type: 'tax_id',
  find({ text, digitRuns }, found) {
    for (let run = 0; run < digitRuns.length; run += 2) {
      const start = digitRuns[run]!;
      const length = digitRuns[run + 1]! - start;
      if (length !== 2 && length !== 3 && length !== 11 && length !== 14) continue;
      const shape = length === 2 || length === 14 ? CNPJ : CPF;
      shape.lastIndex = start;
      const match = shape.exec(text);
      if (match === null || isWordChar(text.charCodeAt(start - 1)) || isWordChar(text.charCodeAt(shape.lastIndex)))
        continue;
      const end = shape.lastIndex;
      if (hasCheckDigits(match[0]) && (match[1] === '.' || isNear(text, start, end, WORDS))) found(start, end);
    }
  },
};

/** Both check digits, mod 11, over falling weights: from 11 for a CPF; from 9 and again from 9 for a CNPJ. */
function hasCheckDigits(number: string): boolean {
  const digits = Array.from(number.replace(/\D/g, ''), Number);
  if (digits.every((digit) => digit === digits[0])) return false;
  const cycle = digits.length === 11 ? 10 : 8;
  return [digits.length - 2, digits.length - 1].every((position) => {
    const sum = digits
      .slice(0, position)
      .reduce((total, digit, at) => total + digit * (((position - 1 - at) % cycle) + 2), 0);
    return digits[position] === (sum % 11 < 2 ? 0 : 11 - (sum % 11));
  });
}
