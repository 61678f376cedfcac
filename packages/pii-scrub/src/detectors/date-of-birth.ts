import { isWordChar } from '../char-class.ts';
import { isAfter } from '../context.ts';
import type { Detector, Found } from '../detector.ts';

const WORDS =
  /(?:\bdob\b|d\.o\.b|birth|\bborn\b|geboren|geburts|naissance|\bn[ée]e? le|nacimiento|nascita|\bnat[oa]\b)\D*$/i;
const SHAPES: readonly RegExp[] = [
  /(?:19|20)\d{2}([-/. ]?)(?:0?[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01]|[1-9])/y,
  /(?:0?[1-9]|[12]\d|3[01])([-/. ])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)?\d{2}/y,
  /(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)? ?-?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[ ,-]{1,2}(?:19|20)\d{2}/iy,
];
const MONTH_FIRST =
  /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,? (?:19|20)\d{2}/i;

/** Dates beside a word that says birth. A date alone is no date of birth. */
export const dateOfBirth: Detector = {
  type: 'date_of_birth',
  find({ text, digitRuns }, found) {
    for (let run = 0; run < digitRuns.length; run += 2) {
      const start = digitRuns[run]!;
      const length = digitRuns[run + 1]! - start;
      if ((length > 2 && length !== 4 && length !== 8) || isWordChar(text.charCodeAt(start - 1))) continue;
      const shape = SHAPES.find((candidate) => {
        candidate.lastIndex = start;
        return candidate.test(text);
      });
      const followsWord = text.charCodeAt(start - 1) === 32 && /[a-z.]/i.test(text.charAt(start - 2));
      if ((shape === undefined && !followsWord) || !isAfter(text, start, WORDS)) continue;
      if (shape === undefined) judgeMonthFirst(text, start, found);
      else if (!isWordChar(text.charCodeAt(shape.lastIndex))) found(start, shape.lastIndex);
    }
  },
};

function judgeMonthFirst(text: string, day: number, found: Found): void {
  const from = Math.max(0, day - 12);
  const match = MONTH_FIRST.exec(text.slice(from, day + 12));
  if (match !== null) found(from + match.index, from + match.index + match[0].length);
}
