import { announcedWords } from '../announced-words.ts';
import { isWordChar } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';

/** A number that nothing but the words before it tells. */
export interface LabelledValue {
  readonly type: string;
  /** Of `ANNOUNCES`: what the first letters of the words announce. */
  readonly announced: number;
  /** Source of an expression for the words; their first three letters must be in the table of telling words, under `announced`. */
  readonly label: string;
  /** Source of an expression for the value. */
  readonly value: string;
  readonly fewestDigits: number;
  /** The words in scripts that have no place in the table of telling words, longer ones first. */
  readonly foreign?: readonly string[];
}

const BLANK = '[ \\t:=#"\'()\\[\\]>\\\\|]{0,6}';
const FILLER = `(?:(?:(?:no|number|num|numbers|nr|id|is|was|numero|número|numéro|nummer|der|di|de|n)(?![\\p{L}\\d])|n[°º]|#)\\.?${BLANK}){0,3}`;
/** Letters and digits, in up to five parts of which each has a digit. */
export const DOCUMENT_NUMBER = '(?=[A-Z]{0,6}\\d)[A-Z\\d]{2,20}(?:[ -](?=[A-Z]{0,4}\\d)[A-Z\\d]{1,8}){0,4}';

const DATE = /^(?:19|20)\d\d[-./]\d\d[-./]\d\d|^\d{1,2}[-./]\d{1,2}[-./]\d{4}/;

/** Finds values right after their label: `passport no. C01X00T47`, `"account number": 12345678`. */
export function createLabelledDetector({
  type,
  announced,
  label,
  value,
  fewestDigits,
  foreign = [],
}: LabelledValue): SelectiveDetector {
  const shape = new RegExp(
    `(?:${[...foreign, label].join('|')})(?!(?!no|num|nr|id)\\p{L})[-_ ]?${BLANK}${FILLER}(${value})`,
    'iyu',
  );
  return {
    type,
    needs: { holds: foreign.length > 0 ? HOLDS.foreign : 0, announced },
    find(passage, found) {
      const { text } = passage;
      const judge = (at: number): void => {
        shape.lastIndex = at;
        const hit = shape.exec(text)?.[1];
        if (hit === undefined || DATE.test(hit) || hit.replace(/\D/g, '').length < fewestDigits) return;
        const end = shape.lastIndex;
        if (!isWordChar(text.charCodeAt(end)) && !/^[.,:]\d|^-\w/.test(text.slice(end, end + 2)))
          found(end - hit.length, end);
      };
      for (const at of announcedWords(passage, announced)) judge(at);
      if (passage.isAscii) return;
      for (const word of foreign) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) judge(at);
      }
    },
  };
}
