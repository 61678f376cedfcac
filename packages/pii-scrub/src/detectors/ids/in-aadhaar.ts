import { passesVerhoeff } from '../../checks/verhoeff.ts';
import { grouped, type IdKind } from '../../id-kind.ts';

/** Indian Aadhaar numbers: twelve digits, the first not 0 or 1, with Verhoeff's check digit. */
export const inAadhaar: IdKind = {
  type: 'national_id',
  alone: grouped('4 4 4', [' ', '-']),
  beside: ['999999999999', '9999.9999.9999'],
  words: /(?:aadhaa?r|adhar|uidai|\buid\b|आधार)/i,
  accepts: (digits) => digits[0]! > '1' && passesVerhoeff(digits),
};
