import { isDigit, isLetter } from './char-class.ts';
import { mayEndStreet } from './street-ends.ts';
import { ANNOUNCES, announcedIn } from './telling-words.ts';

const LONG_TOKEN = 16;
const LONGEST = 80;
/** Signs of names, addresses and escapes. */
const MARKS = Uint8Array.from({ length: 128 }, (_, code) => Number('<@%\\:='.includes(String.fromCharCode(code))));

/** Whole cells that are common, long enough to be suspicious, and never personal: UUIDs, hashes in hex and ISO 8601 times. */
const ORDINARY =
  /^(?:(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)$/i;

/** What is announced without a number, and what with one of few digits. */
const WITHOUT_NUMBER = ANNOUNCES.person | ANNOUNCES.introduced | ANNOUNCES.password | ANNOUNCES.command;
const WITH_NUMBER =
  ANNOUNCES.birth |
  ANNOUNCES.passport |
  ANNOUNCES.licence |
  ANNOUNCES.account |
  ANNOUNCES.identity |
  ANNOUNCES.cardCode |
  ANNOUNCES.oneTimeCode;
const FEW_DIGITS = 3;
const TAX_NUMBER = /[A-Z]{5}\d{4}/;
const SPELLED_AT = /[([{](?:at|AT|@)[)\]}]/;

const STREET_END = /(?:allee|strasse|str\.|weg|gasse|platz|damm|straat|laan|gracht) \d/;

/** True for `221` and `221B` that end at `at`. */
const isNumberBefore = (text: string, at: number): boolean =>
  at >= 0 && isDigit(text.charCodeAt(isLetter(text.charCodeAt(at)) ? at - 1 : at));

/** True for a short text that cannot hold anything a detector finds, so that most cells cost one loop and no allocation. */
export function isPlain(text: string): boolean {
  const { length } = text;
  if (length > LONGEST) return false;
  let digits = 0;
  let run = 0;
  let before = 0;
  let announced = 0;
  let mayBeStreet = false;
  let mayFollowStreet = false;
  let mayBeSpelled = false;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) run = 0;
    else if (++run === LONG_TOKEN || code > 126 || MARKS[code] !== 0) return ORDINARY.test(text);
    else if (isDigit(code)) {
      if (++digits === 6) return ORDINARY.test(text);
      if (run === 1 && at > 2 && mayEndStreet(text.charCodeAt(at - 3), text.charCodeAt(at - 2))) mayFollowStreet = true;
    } else if (isLetter(code)) {
      if (!isLetter(before) || (code < 97 && before > 96)) {
        announced |= announcedIn(text, at);
        if (run === 1 && code < 97 && isNumberBefore(text, at - 2)) mayBeStreet = true;
      }
    } else if (code === 91 || code === 40 || code === 123) mayBeSpelled = true;
    before = code;
  }
  if (digits > 3 && (text.includes('.') || TAX_NUMBER.test(text))) return false;
  if (digits >= FEW_DIGITS && (announced & WITH_NUMBER) !== 0) return false;
  if (run === length) return true;
  if (mayFollowStreet && STREET_END.test(text)) return false;
  return (announced & WITHOUT_NUMBER) === 0 && !mayBeStreet && !(mayBeSpelled && SPELLED_AT.test(text));
}
