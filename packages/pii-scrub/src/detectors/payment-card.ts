import { isWordChar } from '../char-class.ts';
import { isNear } from '../context.ts';
import type { Detector } from '../detector.ts';
import { passesLuhn } from '../checks/luhn.ts';

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

/** Of cards that few hold, and of many ids: these need a word beside them. */
const RARE_LENGTHS = new Set([13, 17, 18, 19]);
const WORDS = /(?:card|visa|maestro|unionpay|\bpan\b|\bpay|charge|\bcc\b|credit|debit)/i;
const GROUPS = /\d{4}([ .-])\d{4,6}\1\d{4,5}(?:\1\d{1,4}){0,2}/y;
const PRINTED = /^(?:4,4,4,4(?:,[123])?|4,4,4,[123]|4,6,5|4,6,4|4,4,5)$/;

/** Payment card numbers, solid or in the groups that cards are printed with; issuer range, length and check digit must fit. */
export const paymentCard: Detector = {
  type: 'card',
  find(passage, found) {
    const { text, digitRuns } = passage;
    let done = 0;
    for (let run = 0; run < digitRuns.length; run += 2) {
      const start = digitRuns[run]!;
      const length = digitRuns[run + 1]! - start;
      if (start < done || (length !== 4 && (length < 13 || length > 19)) || !standsFree(text, start)) continue;
      const end = length === 4 ? endOfGroups(text, start) : start + length;
      if (end <= start || isWordChar(text.charCodeAt(end)) || !isCard(text.slice(start, end))) continue;
      const isTold = !RARE_LENGTHS.has(length) || isNear(passage, start, end, WORDS);
      if (isTold) found(start, (done = end));
    }
  },
};

/** True when the digits are a card number of a known issuer; separators are ignored. */
function isCard(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  const prefix = Number(digits.slice(0, 6));
  const issuer = ISSUERS.some(
    ([from, to, lengths]) => prefix >= from && prefix <= to && lengths.includes(digits.length),
  );
  return issuer && passesLuhn(digits) && !/^(\d)\1+$/.test(digits);
}

function endOfGroups(text: string, start: number): number {
  GROUPS.lastIndex = start;
  let match = GROUPS.exec(text)?.[0];
  while (match !== undefined) {
    const groups = match.split(/\D/).map((group) => group.length);
    if (PRINTED.test(groups.join(',')) && isCard(match)) return start + match.length;
    match = groups.length > 3 ? match.slice(0, -(groups.at(-1)! + 1)) : undefined;
  }
  return -1;
}

/** A number inside a hash, an identifier or a decimal is not a card. */
function standsFree(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isWordChar(before)) return false;
  return !((before === 45 || before === 46) && /\d.?$/.test(text.slice(Math.max(0, start - 2), start)));
}
