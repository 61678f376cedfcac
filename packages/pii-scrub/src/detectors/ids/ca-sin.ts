import { passesLuhn } from '../../checks/luhn.ts';
import { grouped, type IdKind } from '../../id-kind.ts';

/** Canadian social insurance numbers, with Luhn's check digit. */
export const caSin: IdKind = {
  type: 'national_id',
  alone: [],
  beside: grouped('3 3 3', ['', ' ', '-', '.']),
  words: /(?:\bsin\b|\bnas\b|social.?insurance|assurance.?sociale)/i,
  accepts: (digits) => digits[0] !== '8' && digits !== '000000000' && passesLuhn(digits),
};
