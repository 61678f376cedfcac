import { codesOf, isDigit, isWordChar } from '../char-class.ts';
import { isNear } from '../context.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS, type Passage } from '../passage.ts';

type Lengths = readonly number[];
const LONG: Lengths = [16, 17, 18, 19];

/** Issuer ranges as first and last six digits, with the lengths the network issues. */
const ISSUERS: readonly (readonly [from: number, to: number, lengths: Lengths])[] = [
  [220000, 220499, LONG], // Mir
  [222100, 272099, [16]], // Mastercard
  [300000, 305999, [14, 16]], // Diners Club
  [309500, 309599, [14, 16]],
  [340000, 349999, [15]], // American Express
  [352800, 358999, LONG], // JCB
  [360000, 369999, [14, 16, 19]], // Diners Club International
  [370000, 379999, [15]], // American Express
  [380000, 399999, [14, 16, 19]],
  [400000, 499999, [13, 16, 19]], // Visa
  [500000, 509999, LONG], // Maestro, Elo, RuPay, Verve
  [510000, 559999, [16]], // Mastercard
  [560000, 589999, LONG], // Maestro
  [600000, 699999, LONG], // Discover, UnionPay, Maestro, RuPay
  [810000, 829999, LONG], // UnionPay, RuPay
  [979200, 979299, [16]], // Troy
];

const SEPARATORS = codesOf(' -._');
const MOST_GROUPS = 5;
const PREFIX_LENGTH = 6;
const ZERO = 48;
/** Of cards that few hold, and of many ids: these need a word beside them. */
const RARE_LENGTHS = new Set([13, 17, 18, 19]);
const WORDS = /(?:card|visa|maestro|unionpay|\bpan\b|\bpay|charge|\bcc\b|credit|debit)/i;
/** Lengths of the groups that cards are printed in, longest first, as digits of one number. */
const PRINTED = [44_443, 44_442, 44_441, 4_444, 465, 464, 445, 4_443, 4_442, 4_441];
const LONGEST_GROUP = 9;

/** Payment card numbers, solid or in the groups that cards are printed with; issuer range, length and check digit must fit. */
export const paymentCard: SelectiveDetector = {
  type: 'card',
  needs: { holds: HOLDS.digits, announced: 0 },
  find(passage, found) {
    const { units, digitRuns, freeRuns } = passage;
    let done = 0;
    for (let at = 0; at < freeRuns.length; at++) {
      const run = freeRuns[at]!;
      const start = digitRuns[run]!;
      const length = digitRuns[run + 1]! - start;
      if (start < done || (length !== 4 && (length < 13 || length > 19))) continue;
      const end = length === 4 ? endOfGroups(passage, run) : start + length;
      if (end <= start || isWordChar(units[end]!)) continue;
      if (length !== 4 && !isCard(units, start, end)) continue;
      if (!RARE_LENGTHS.has(length) || isNear(passage, start, end, WORDS)) found(start, (done = end));
    }
  },
};

/** True when the digits there are a card number of a known issuer, whatever stands between them. */
function isCard(units: Uint8Array, start: number, end: number): boolean {
  let [count, prefix] = [0, 0];
  // Which digits count double depends on how many follow: one sum for each case.
  let [evenSum, oddSum] = [0, 0];
  let isUniform = true;
  for (let at = start; at < end; at++) {
    if (!isDigit(units[at]!)) continue;
    const digit = units[at]! - ZERO;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    evenSum += count % 2 === 0 ? doubled : digit;
    oddSum += count % 2 === 0 ? digit : doubled;
    isUniform &&= units[at] === units[start];
    if (count++ < PREFIX_LENGTH) prefix = prefix * 10 + digit;
  }
  if (isUniform || (count % 2 === 0 ? evenSum : oddSum) % 10 !== 0) return false;
  return ISSUERS.some(([from, to, lengths]) => prefix >= from && prefix <= to && lengths.includes(count));
}

function endOfGroups({ units, digitRuns }: Passage, first: number): number {
  const separator = units[digitRuns[first + 1]!]!;
  if (!SEPARATORS.has(separator)) return -1;
  let lengths = 0;
  let [three, four, five] = [-1, -1, -1];
  for (let count = 1; ; count++) {
    lengths = lengths * 10 + Math.min(LONGEST_GROUP, lengthOf(digitRuns, first + 2 * count - 2));
    if (count === 3) three = lengths;
    else if (count === 4) four = lengths;
    else if (count === 5) five = lengths;
    if (count === MOST_GROUPS || !isNext(units, digitRuns, first + 2 * count, separator)) break;
  }
  if (three < 0) return -1;
  for (const printed of PRINTED) {
    const count = printed === five ? 5 : printed === four ? 4 : printed === three ? 3 : 0;
    if (count === 0) continue;
    const end = digitRuns[first + 2 * count - 1]!;
    if (isCard(units, digitRuns[first]!, end)) return end;
  }
  return -1;
}

/** True when nothing but the separator stands between the run and the one before. */
const isNext = (units: Uint8Array, digitRuns: Int32Array, run: number, separator: number): boolean =>
  run < digitRuns.length && digitRuns[run] === digitRuns[run - 1]! + 1 && units[digitRuns[run - 1]!] === separator;

const lengthOf = (digitRuns: Int32Array, run: number): number => digitRuns[run + 1]! - digitRuns[run]!;
