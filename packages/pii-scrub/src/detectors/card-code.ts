import { ANNOUNCES } from '../telling-words.ts';
import { createLabelledDetector } from './labelled-value.ts';

/** Card verification codes after the abbreviation. */
export const cardCode = createLabelledDetector({
  type: 'card_code',
  announced: ANNOUNCES.cardCode,
  label: 'cv[vc]2?(?:[ _-]?code)?|card (?:security|verification) (?:code|value)|security code',
  value: '\\d{3,4}',
  fewestDigits: 3,
});
