import { announcedWords } from '../announced-words.ts';
import { isWordChar } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';
import { ANNOUNCES } from '../telling-words.ts';

const LABEL =
  /(?:d\.? ?o\.? ?b\b|date[ _-]?of[ _-]?birth|dateofbirth|birth|born|geb(?:oren|urts|oorte|\b)|n[ée]{1,2}(?:\(e\))? le\b|naissance|date de naissance|nacimiento|nacid[oa]|fecha[ _]de[ _]nac|f\.? ?nac|nascita|nat[oa] (?:il|a)\b|nasc(?:imento|id[oa]|\b)|data (?:de nasc|di nasc)|f[øö]d(?:sels|else|d|t)|urodz|ur\.)/iy;
const FOREIGN_LABELS = ['生年月日', '出生', '생년월일', 'рожд', 'تاريخ الميلاد', 'γέννηση'];
const MONTH =
  '(?:jan|ene|gen|feb|f[ée]v|mar|m[äa]r|mrt|apr|avr|abr|may|mai|maj|mei|mag|jun|juin|giu|jul|juil|lug|aug|ao[uû]|ago|sep|set|oct|okt|ott|out|nov|de[cz]|d[ée]c|dic)\\p{L}{0,7}';
const [YEAR, DAY, NUMBER] = ['(?:19|20)\\d\\d', '(?:0?[1-9]|[12]\\d|3[01])', '(?:0?[1-9]|[12]\\d|3[01])'];
const SHAPES = [
  `${YEAR}([-/. ]?)(?:0?[1-9]|1[0-2])\\1${DAY}(?!\\d)`,
  `${YEAR}年 ?\\d{1,2}月 ?\\d{1,2}日`,
  `${NUMBER}([-/. ])${NUMBER}\\2(?:19|20)?\\d\\d(?!\\d)`,
  `(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${YEAR}(?!\\d)`,
  `${DAY}(?:st|nd|rd|th|\\.|er|º)?[ -]?(?:of |de )?${MONTH}\\.?(?: de|,)?[ -]?'?(?:${YEAR}|\\d\\d(?!\\d))`,
  `${MONTH}\\.? ${DAY}(?:st|nd|rd|th)?,? ${YEAR}`,
  `${YEAR}[ -]${MONTH}[ -]${DAY}`,
];
const DATE = new RegExp(`(?<![\\p{L}\\d])(?:${SHAPES.join('|')})`, 'giu');
const REACH = 40;
const LONGEST = 34;
/** Something else begins here, so that what follows is no longer said of the birth. */
const BREAK =
  /[\n;{}<]|,\s*"|\b(?:created|updated|joined|hired|expires?|issued|since|until|order|campaign|starts?|ends?|valid|due)\b/i;

/** Dates after a word that says birth, in many notations and languages. A date alone is no date of birth. */
export const dateOfBirth: SelectiveDetector = {
  type: 'date_of_birth',
  needs: { holds: HOLDS.foreign, announced: ANNOUNCES.birth },
  find(passage, found) {
    const { text, isAscii } = passage;
    let searchedUntil = 0;
    const judge = (from: number): void => {
      const window = text.slice(from, from + REACH + LONGEST);
      // What the search for the label before has seen needs no second look, unless a date touches this label.
      DATE.lastIndex = isWordChar(text.charCodeAt(from)) ? 0 : Math.max(0, searchedUntil - from);
      const date = DATE.exec(window);
      searchedUntil = from + Math.min(REACH, date?.index ?? REACH);
      if (date === null || date.index > REACH || BREAK.test(window.slice(0, date.index))) return;
      const end = from + date.index + date[0].length;
      if (!isWordChar(text.charCodeAt(end)) || /^T\d/.test(text.slice(end, end + 2))) found(from + date.index, end);
    };
    for (const at of announcedWords(passage, ANNOUNCES.birth)) {
      LABEL.lastIndex = at;
      if (!LABEL.test(text)) continue;
      judge(LABEL.lastIndex);
    }
    if (isAscii) return;
    for (const label of FOREIGN_LABELS) {
      for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + label.length)) judge(at + label.length);
    }
  },
};
