import { ANNOUNCES } from '../telling-words.ts';
import { createLabelledDetector, DOCUMENT_NUMBER } from './labelled-value.ts';

/** Passport numbers after the word, in the languages of the countries that issue most of them. */
export const passport = createLabelledDetector({
  type: 'passport',
  announced: ANNOUNCES.passport,
  label: 'passport|passeport|pasaporte|passaporte|passaporto|paspoort|reisepass|pass-?(?:nr|no)',
  value: DOCUMENT_NUMBER,
  fewestDigits: 2,
  foreign: ['护照号码', '护照号', '护照', 'パスポート', '여권번호', 'паспорт'],
});
