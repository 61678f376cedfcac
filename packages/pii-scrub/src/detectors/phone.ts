import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { codesOf, isBlank, isWordChar } from '../char-class.ts';
import { wordsBefore } from '../context.ts';
import type { Detector } from '../detector.ts';
import { createNearbyWords } from '../nearby-words.ts';
import type { Passage } from '../passage.ts';
import { ANNOUNCES } from '../telling-words.ts';

const WORDS =
  /(?:phone|\bt[ée]l\b|\bt[ée]l[ée]|\bph\b|mobil|\bmob\b|\bcell|\bfax|whatsapp|\bsms\b|msisdn|\bhandy|\bhotline|celular|\bm[óo]vil\b|portable|\bgsm\b|\bdial\b|rufnummer|numéro|puhelin|telefon|电话|手机|電話|телефон|전화)/i;
/** Also said of functions and jobs, so digits alone are not enough after them. */
const WEAK_WORDS = /\b(?:call|ring|contact|reach)\b/i;
const NORTH_AMERICAN = /^(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}([.-]))\d{3}[.-]\d{4}$/;
/** Dialled instead of the plus; in groups it tells on its own. */
const INTERNATIONAL_PREFIX = /^00[ -]?(?:[17]|[2-9]\d{1,2})[ -]\(?\d[\d)]*[ -]\d/;
const DATE = /^(?:19|20)\d{2}[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:0[1-9]|[12]\d|3[01])(?!\d)/;
const [OPEN, CLOSE, PLUS, DASH, ZERO] = [40, 41, 43, 45, 48];
const SEPARATORS = codesOf('()-./');
/** Between a word and a number they make one token, as in `ORD-2020` or `v1.2`. */
const JOINTS = codesOf('-.,/#$€£+');
const MAX_DIGITS = 15;
const MIN_DIGITS = 7;
/** What Ofcom keeps for fiction: no numbering plan has them, test data is full of them. */
const BRITISH_FICTION =
  /^44(?:7700900|1632960|2079460|2890180|2920180|3069990|1(?:13|14|15|16|17|18|21|31|41|51|61|91)4960)\d{3}$/;

/** Where a number without a country code is tried, when a word beside it says that it is a phone number. */
const TRUNK_ZERO_REGIONS = regions(
  'GB DE FR IT NL AU JP BE AT CH SE FI IE NZ ZA IN CN IL TR KR TH ID MY PH UA RO AR BR EG NG PK',
);
const OTHER_REGIONS = regions('US ES PL BR IN PT NO DK CZ GR SG HK MX CN HU LU RU AE CL CO PE VN');
const MIN_NATIONAL = /(?:\d\D{0,2}){8}/;

/** Phone numbers valid in their numbering plan: `+` anywhere, North American grouping anywhere, others beside a telling word. */
export const phone: Detector = {
  type: 'phone',
  find(passage, found) {
    const { text, units, digitRuns, freeRuns } = passage;
    const isAnnounced = createNearbyWords(passage, ANNOUNCES.phone);
    let done = 0;
    let judged: Map<string, boolean> | undefined;
    for (let at = 0; at < freeRuns.length; at++) {
      const run = freeRuns[at]!;
      const digit = digitRuns[run]!;
      const start = opening(units, digit);
      if (start < done || (start === digit && !mayStart(passage, run) && !isAnnounced(start, start))) continue;
      if (!standsFree(text, start)) continue;
      const end = longestNumber(passage, run, start, (judged ??= new Map()));
      if (end < 0) continue;
      found(start, end);
      done = end;
    }
  },
};

/** Digits that may be a phone number without a plus and without a word: `00...`, and groups as in North America. */
function mayStart({ units, digitRuns }: Passage, run: number): boolean {
  const start = digitRuns[run]!;
  if (units[start] === ZERO && units[start + 1] === ZERO && units[start + 2] !== ZERO) return true;
  const length = digitRuns[run + 1]! - start;
  const next = digitRuns[run + 2];
  if (next === undefined || next - start - length > 2) return false;
  const nextLength = digitRuns[run + 3]! - next;
  return nextLength === 3 && (length === 3 || (length === 1 && units[start] === ZERO + 1));
}

/** Where the number starts when the plus and parenthesis before its first digit belong to it. */
function opening(units: Uint8Array, digit: number): number {
  let start = digit;
  if (units[start - 1] === OPEN) start--;
  if (units[start - 1] === PLUS) start--;
  return start;
}

function standsFree(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isWordChar(before)) return false;
  const beyond = text.charCodeAt(start - 2);
  return !JOINTS.has(before) || !(isWordChar(beyond) || beyond === CLOSE);
}

/** Tries the runs that may belong together, longest first. */
function longestNumber(passage: Passage, first: number, start: number, judged: Map<string, boolean>): number {
  const { text, digitRuns } = passage;
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
  if (ends.length === 0) return -1;
  const free = ends.filter((end) => !isWordChar(text.charCodeAt(end)) && !/^[.,:-]\d/.test(text.slice(end, end + 2)));
  return (
    free.findLast((end) => {
      const candidate = text.slice(start, end);
      // The same number often comes again, and parsing it is what costs most.
      const known = isInternational ? judged.get(candidate) : undefined;
      if (known !== undefined) return known;
      const isOne = isNumber(passage, start, end, isInternational);
      if (isInternational) judged.set(candidate, isOne);
      return isOne;
    }) ?? -1
  );
}

/** One separator, or a parenthesis with a blank or dash beside it. */
function isGap(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if (to - from === 1) return isBlank(first) || SEPARATORS.has(first);
  if (to - from !== 2) return false;
  const second = text.charCodeAt(from + 1);
  return (first === CLOSE && (isBlank(second) || second === DASH)) || (second === OPEN && isBlank(first));
}

function isNumber(passage: Passage, start: number, end: number, isInternational: boolean): boolean {
  const candidate = passage.text.slice(start, end);
  if (isInternational) return isValid(candidate) || BRITISH_FICTION.test(candidate.replace(/\D/g, ''));
  if (NORTH_AMERICAN.test(candidate) && isValid(candidate, 'US')) return true;
  if (DATE.test(candidate) || !MIN_NATIONAL.test(candidate)) return false;
  if (INTERNATIONAL_PREFIX.test(candidate)) return isValid(`+${candidate.replace(/\D/g, '').slice(2)}`);
  const words = wordsBefore(passage, start);
  const isTold = WORDS.test(words) || (/^0|\D/.test(candidate) && WEAK_WORDS.test(words));
  if (!isTold) return false;
  if (candidate.startsWith('00')) return isValid(`+${candidate.slice(2)}`);
  const regions = candidate.startsWith('0') || candidate.startsWith('(0') ? TRUNK_ZERO_REGIONS : OTHER_REGIONS;
  return regions.some((region) => isValid(candidate, region));
}

const isValid = (candidate: string, region?: CountryCode): boolean =>
  parsePhoneNumberFromString(candidate, region)?.isValid() ?? false;

function regions(codes: string): readonly CountryCode[] {
  return codes.split(' ') as CountryCode[];
}
