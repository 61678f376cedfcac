import { ANNOUNCES } from '../telling-words.ts';
import { createLabelledDetector, DOCUMENT_NUMBER } from './labelled-value.ts';

/** Driving licence numbers after the words. */
export const drivingLicence = createLabelledDetector({
  type: 'driving_licence',
  announced: ANNOUNCES.licence,
  label:
    "driv(?:er|ing)(?:['’]?s)?[ _-]?(?:licen[sc]e|permit)|dl(?=[ :#]|no\\b)|permis(?: de conduire)?|f(?:ü|ue)hrerschein|patente(?: di guida)?|rijbewijs|licencia de conduc\\w+|carta de condu\\p{L}+|cnh",
  value: DOCUMENT_NUMBER,
  fewestDigits: 4,
});
