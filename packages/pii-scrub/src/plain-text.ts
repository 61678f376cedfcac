import { isDigit, isLetter } from './char-class.ts';
import { mayEndStreet } from './street-ends.ts';
import { ANNOUNCES, announcedAt } from './telling-words.ts';
import { UNIT, UNIT_CLASSES } from './unit-class.ts';

const LONG_TOKEN = 16;
/** In UTF-16 units: longer texts are not plain. */
export const LONGEST_PLAIN = 80;

const [BLANK, PARENTHESIS, BRACKET, BRACE] = [32, 40, 91, 123];
const [SPACE, DIGIT, MARK] = [1, 2, 3];
/** Of the bytes of a passage. Marks are signs of names, addresses and escapes, and what is not printable ASCII. */
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code > 126 || '<@%\\:='.includes(String.fromCharCode(code))) return MARK;
  if (isDigit(code)) return DIGIT;
  return code === BLANK ? SPACE : 0;
});

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
const MANY_DIGITS = 6;
const TAX_NUMBER = /[A-Z]{5}\d{4}/;
const SPELLED_AT = /[([{](?:at|AT|@)[)\]}]/;

const STREET_END = /(?:allee|strasse|str\.|weg|gasse|platz|damm|straat|laan|gracht) \d/;

/** True for a short text without anything that a built-in detector looks for. `units`: its bytes in a passage. */
export function isPlainText(text: string, units: Uint8Array): boolean {
  const { length } = text;
  const kinds = KINDS;
  let digits = 0;
  let run = 0;
  for (let at = 0; at < length; at++) {
    const kind = kinds[units[at]!]!;
    if (kind === SPACE) run = 0;
    else if (++run === LONG_TOKEN || kind === MARK || (kind === DIGIT && ++digits === MANY_DIGITS)) {
      return false;
    }
  }
  if (digits > FEW_DIGITS && (text.includes('.') || TAX_NUMBER.test(text))) return false;
  const isToken = run === length;
  return (isToken && digits < FEW_DIGITS) || isPlainWords(text, units, isToken, digits);
}

/** The same by the words, and by what stands beside numbers. */
function isPlainWords(text: string, units: Uint8Array, isToken: boolean, digits: number): boolean {
  const classes = UNIT_CLASSES;
  let before = 0;
  let announced = 0;
  let mayBeStreet = false;
  let mayFollowStreet = false;
  let mayBeSpelled = false;
  for (let at = 0; at < text.length; at++) {
    const code = units[at]!;
    const kind = classes[code]!;
    if (kind === UNIT.other) mayBeSpelled ||= code === PARENTHESIS || code === BRACKET || code === BRACE;
    else if (kind !== before) {
      const isAfterBlank = at > 1 && units[at - 1] === BLANK;
      if (kind === UNIT.digit) mayFollowStreet ||= isAfterBlank && mayEndStreet(units[at - 3] ?? 0, units[at - 2]!);
      else if (kind === UNIT.upper || (kind === UNIT.lower && before !== UNIT.upper)) {
        announced |= announcedAt(units, at);
        mayBeStreet ||= isAfterBlank && kind === UNIT.upper && isNumberBefore(units, at - 2);
      }
    }
    before = kind;
  }
  if (digits >= FEW_DIGITS && (announced & WITH_NUMBER) !== 0) return false;
  if (isToken) return true;
  if (mayFollowStreet && STREET_END.test(text)) return false;
  return (announced & WITHOUT_NUMBER) === 0 && !mayBeStreet && !(mayBeSpelled && SPELLED_AT.test(text));
}

/** True for `221` and `221B` that end at `at`. */
const isNumberBefore = (units: Uint8Array, at: number): boolean =>
  isDigit(isLetter(units[at]!) ? (units[at - 1] ?? 0) : units[at]!);
