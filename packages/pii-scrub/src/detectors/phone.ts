import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { codesOf, isBlank, isWordChar } from '../char-class.ts';
import { isAfter } from '../context.ts';
import type { Detector } from '../detector.ts';
import type { Passage } from '../passage.ts';

const WORDS = /(?:phone|\btel\b|\btelef|mobil|\bcell|\bfax|whatsapp|\bsms\b|msisdn|\bhandy\b|\bhotline)/i;
/** Also said of functions and jobs, so digits alone are not enough after them. */
const WEAK_WORDS = /\b(?:call|ring|contact|reach)\b/i;
const NORTH_AMERICAN = /^(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}([.-]))\d{3}[.-]\d{4}$/;
const DATE = /^(?:19|20)\d{2}[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:0[1-9]|[12]\d|3[01])(?!\d)/;
const [OPEN, CLOSE, PLUS, DASH] = [40, 41, 43, 45];
const SEPARATORS = codesOf('()-./');
/** Between a word and a number they make one token, as in `ORD-2020` or `v1.2`. */
const JOINTS = codesOf('-.,/#$€£+');
const MAX_DIGITS = 15;
const MIN_DIGITS = 7;
/** What Ofcom keeps for fiction: no numbering plan has them, test data is full of them. */
const BRITISH_FICTION =
  /^44(?:7700900|1632960|2079460|2890180|2920180|3069990|1(?:13|14|15|16|17|18|21|31|41|51|61|91)4960)\d{3}$/;

/** Where a number without a country code is tried, when a word beside it says that it is a phone number. */
const TRUNK_ZERO_REGIONS: readonly CountryCode[] = ['GB', 'DE', 'FR', 'IT', 'NL', 'AU', 'JP'];
const OTHER_REGIONS: readonly CountryCode[] = ['US', 'ES', 'PL', 'BR', 'IN'];
const MIN_NATIONAL = /(?:\d\D{0,2}){8}/;

/** Phone numbers valid in their numbering plan: `+` anywhere, North American grouping anywhere, others beside a telling word. */
export const phone: Detector = {
  type: 'phone',
  find(passage, found) {
    const { text, digitRuns } = passage;
    let done = 0;
    for (let run = 0; run < digitRuns.length; run += 2) {
      const start = opening(text, digitRuns[run]!);
      if (start < done || !standsFree(text, start)) continue;
      const end = longestNumber(passage, run, start);
      if (end < 0) continue;
      found(start, end);
      done = end;
    }
  },
};

/** Where the number starts when the plus and parenthesis before its first digit belong to it. */
function opening(text: string, digit: number): number {
  let start = digit;
  if (text.charCodeAt(start - 1) === OPEN) start--;
  if (text.charCodeAt(start - 1) === PLUS) start--;
  return start;
}

function standsFree(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isWordChar(before)) return false;
  const beyond = text.charCodeAt(start - 2);
  return !JOINTS.has(before) || !(isWordChar(beyond) || beyond === CLOSE);
}

/** Tries the runs that may belong together, longest first. */
function longestNumber({ text, digitRuns }: Passage, first: number, start: number): number {
  const isInternational = text.charCodeAt(start) === PLUS;
  let digits = digitRuns[first + 1]! - digitRuns[first]!;
  const ends: number[] = [];
  for (let run = first; digits <= MAX_DIGITS; run += 2) {
    const end = digitRuns[run + 1]!;
    if (digits >= MIN_DIGITS) ends.push(end);
    const next = digitRuns[run + 2];
    if (next === undefined || !isGap(text, end, next)) break;
    digits += digitRuns[run + 3]! - next;
  }
  const free = ends.filter((end) => !isWordChar(text.charCodeAt(end)) && !/^[.,:-]\d/.test(text.slice(end, end + 2)));
  return free.findLast((end) => isNumber(text, start, end, isInternational)) ?? -1;
}

/** One separator, or a parenthesis with a blank or dash beside it. */
function isGap(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if (to - from === 1) return isBlank(first) || SEPARATORS.has(first);
  if (to - from !== 2) return false;
  const second = text.charCodeAt(from + 1);
  return (first === CLOSE && (isBlank(second) || second === DASH)) || (second === OPEN && isBlank(first));
}

function isNumber(text: string, start: number, end: number, isInternational: boolean): boolean {
  const candidate = text.slice(start, end);
  if (isInternational) return isValid(candidate) || BRITISH_FICTION.test(candidate.replace(/\D/g, ''));
  if (NORTH_AMERICAN.test(candidate)) return isValid(candidate, 'US');
  if (DATE.test(candidate) || !MIN_NATIONAL.test(candidate)) return false;
  if (!isAfter(text, start, WORDS) && !(/^0|\D/.test(candidate) && isAfter(text, start, WEAK_WORDS))) return false;
  if (candidate.startsWith('00')) return isValid(`+${candidate.slice(2)}`);
  const regions = candidate.startsWith('0') || candidate.startsWith('(0') ? TRUNK_ZERO_REGIONS : OTHER_REGIONS;
  return regions.some((region) => isValid(candidate, region));
}

const isValid = (candidate: string, region?: CountryCode): boolean =>
  parsePhoneNumberFromString(candidate, region)?.isValid() ?? false;
