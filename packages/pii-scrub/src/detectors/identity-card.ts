import { ANNOUNCES } from '../telling-words.ts';
import { createLabelledDetector, DOCUMENT_NUMBER } from './labelled-value.ts';

/** Numbers of identity cards, visas and medical records after words that say so. */
export const identityCard = createLabelledDetector({
  type: 'national_id',
  announced: ANNOUNCES.identity,
  label:
    "(?:national[ _-]?)?identity[ _-]?(?:card|document|number|no)|national[ _-]?id(?:entification)?(?:[ _-]?(?:card|number|no))?|(?:personal)?ausweis(?:nummer|-?nr)?|carte d['’]identit[ée]|carta d['’]identit[àa]|documento de identidad|voter[ _-]?(?:id|card)|visa[ _-]?(?:no|number)|mrn|medical record(?: number| no)?|medicare(?: card)?|medical[ _-]?id",
  value: DOCUMENT_NUMBER,
  fewestDigits: 4,
});
