import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { codesOf, isBlank, isDigit, isWordChar } from '../char-class.ts';
import { wordsBefore } from '../context.ts';
import type { SelectiveDetector } from '../detector.ts';
import { createNearbyWords } from '../nearby-words.ts';
import { HOLDS, type Passage } from '../passage.ts';
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
/** With a digit after it, the number goes on. */
const CONTINUING = codesOf('.,:-');
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
export const phone: SelectiveDetector = {
  type: 'phone',
  needs: { holds: HOLDS.digits, announced: 0 },
  find(passage, found) {
    const { units, digitRuns, freeRuns } = passage;
    const isAnnounced = createNearbyWords(passage, ANNOUNCES.phone);
    let done = 0;
    let judged: Judged | undefined;
    for (let at = 0; at < freeRuns.length; at++) {
      const run = freeRuns[at]!;
      const digit = digitRuns[run]!;
      const start = opening(units, digit);
      if (start < done || (start === digit && !mayStart(passage, run) && !isAnnounced(start, start))) continue;
      if (!standsFree(units, start)) continue;
      const end = longestNumber(passage, run, start, (judged ??= { telling: new Map(), national: new Map() }));
      if (end < 0) continue;
      found(start, end);
      done = end;
    }
  },
};

/** Digits that may be a phone number without a plus and without a word: `00...`, and groups as in North America. */
function mayStart({ units, digitRuns }: Passage, run: number): boolean {
  const start = digitRuns[run]!;
  const length = digitRuns[run + 1]! - start;
  if (units[start] === ZERO && units[start + 1] === ZERO && units[start + 2] !== ZERO) {
    // Not the second of groups of the same length.
    return run === 0 || digitRuns[run - 1]! !== start - 1 || start - 1 - digitRuns[run - 2]! !== length;
  }
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

function standsFree(units: Uint8Array, start: number): boolean {
  const before = units[start - 1] ?? 0;
  if (isWordChar(before)) return false;
  const beyond = units[start - 2] ?? 0;
  return !JOINTS.has(before) || !(isWordChar(beyond) || beyond === CLOSE);
}

/** Numbers that were judged: without a word beside them, and, when they need one, with it. */
interface Judged {
  readonly telling: Map<string, boolean>;
  readonly national: Map<string, boolean>;
}

/** Tries the runs that may belong together, longest first. */
function longestNumber(passage: Passage, first: number, start: number, judged: Judged): number {
  const { text, units, digitRuns } = passage;
  const isInternational = units[start] === PLUS;
  let words: string | undefined;
  const isNumber = (candidate: string): boolean => {
    if (judged.national.get(candidate) === false) return false;
    if (remembered(judged.telling, candidate, isTellingNumber)) return true;
    if (DATE.test(candidate) || INTERNATIONAL_PREFIX.test(candidate) || !MIN_NATIONAL.test(candidate)) return false;
    words ??= wordsBefore(passage, start);
    const isTold = WORDS.test(words) || (/^0|\D/.test(candidate) && WEAK_WORDS.test(words));
    return isTold && remembered(judged.national, candidate, isNationalNumber);
  };
  let digits = 0;
  let last = first - 2;
  let run = first;
  do {
    digits += digitRuns[run + 1]! - digitRuns[run]!;
    if (digits > MAX_DIGITS) break;
    last = run;
    run += 2;
  } while (run < digitRuns.length && isGap(units, digitRuns[run - 1]!, digitRuns[run]!));
  if (digits > MAX_DIGITS) digits -= digitRuns[run + 1]! - digitRuns[run]!;
  for (; last >= first && digits >= MIN_DIGITS; last -= 2) {
    const end = digitRuns[last + 1]!;
    if (isFreeAfter(units, end)) {
      const candidate = text.slice(start, end);
      if (isInternational ? remembered(judged.telling, candidate, isInternationalNumber) : isNumber(candidate))
        return end;
    }
    digits -= end - digitRuns[last]!;
  }
  return -1;
}

/** What may stand right after a number. */
function isFreeAfter(units: Uint8Array, end: number): boolean {
  const after = units[end]!;
  return !isWordChar(after) && !(CONTINUING.has(after) && isDigit(units[end + 1]!));
}

/** One separator, or a parenthesis with a blank or dash beside it. */
function isGap(units: Uint8Array, from: number, to: number): boolean {
  const first = units[from]!;
  if (to - from === 1) return isBlank(first) || SEPARATORS.has(first);
  if (to - from !== 2) return false;
  const second = units[from + 1]!;
  return (first === CLOSE && (isBlank(second) || second === DASH)) || (second === OPEN && isBlank(first));
}

const isInternationalNumber = (candidate: string): boolean =>
  isValid(candidate) || BRITISH_FICTION.test(candidate.replace(/\D/g, ''));

/** True for what needs no word: North American grouping, or `00` in groups. */
function isTellingNumber(candidate: string): boolean {
  if (NORTH_AMERICAN.test(candidate) && isValid(candidate, 'US')) return true;
  if (DATE.test(candidate) || !MIN_NATIONAL.test(candidate)) return false;
  return INTERNATIONAL_PREFIX.test(candidate) && isValid(`+${candidate.replace(/\D/g, '').slice(2)}`);
}

function isNationalNumber(candidate: string): boolean {
  if (candidate.startsWith('00')) return isValid(`+${candidate.slice(2)}`);
  const regions = candidate.startsWith('0') || candidate.startsWith('(0') ? TRUNK_ZERO_REGIONS : OTHER_REGIONS;
  return regions.some((region) => isValid(candidate, region));
}

/** The same number often comes again, and parsing it is what costs most. */
function remembered(judged: Map<string, boolean>, key: string, judge: (key: string) => boolean): boolean {
  const known = judged.get(key);
  if (known !== undefined) return known;
  const isOne = judge(key);
  judged.set(key, isOne);
  return isOne;
}

const isValid = (candidate: string, region?: CountryCode): boolean =>
  parsePhoneNumberFromString(candidate, region)?.isValid() ?? false;

function regions(codes: string): readonly CountryCode[] {
  return codes.split(' ') as CountryCode[];
}
