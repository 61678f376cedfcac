import { codesOf, isBlank, isQuote, isWordChar } from '../char-class.ts';
import type { Found, SelectiveDetector } from '../detector.ts';
import { createNameLookup } from '../name-lookup.ts';
import type { NameRule } from '../name-rule-table.ts';
import type { NameRules } from '../name-rules.ts';
import { HOLDS } from '../passage.ts';
import { isPlaceholder } from '../placeholder.ts';

const MAX_NAME = 48;
const UNQUOTED = /[^\s,;&"'<>()|\\]{1,512}/y;
const PROPER_NAME = /\p{Lu}[\p{L}'’.-]{0,40}(?: \p{Lu}[\p{L}'’.-]{0,40}){0,3}/uy;
/** Of credentials, in `Authorization: Basic ...`: what follows is the secret. */
const SCHEME = /^(?:bearer|basic|token|api-?key|digest|negotiate|ntlm|aws4-hmac-sha256)$/i;
const HARD_TO_SAY = /\d|[^\p{L}\d.,:!?-]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
const NEEDS_ANOTHER = new Set(['key', 'name', 'code', 'signature', 'salt']);
const NEEDY_INITIALS = codesOf('kKnNcCsS');
const LONGEST_NEEDY = 9;
const SPACE = 32;
const MAX_QUOTED = 1_024;
const MAX_CAST = 40;
const TEMPLATE = /^(?:\{\{|\$\{|<%|%\{|#\{)/;
const TEMPLATE_SIGNS = codesOf('{$<%#');
const LINE_END = 10;
const FOREIGN_LETTER = /\p{L}/u;
const [CLOSE, DASH, COLON, GREATER, BACKSLASH, BRACKET] = [41, 45, 58, 62, 92, 93];
const SECRETS = new Set(['password', 'secret']);

/**
 * Values whose name tells what they are, as `password=...`, `first_name: ...` or `"api_key": "..."` in running text.
 * Formats that other detectors know better (e-mail, cards, ...) are left to them.
 */
export function createNamedValueDetector(rules: NameRules): SelectiveDetector {
  const lookup = createNameLookup(rules);
  return {
    type: 'secret',
    needs: { holds: HOLDS.assignments, announced: 0 },
    find({ text, units, isAscii, assignments, holds }, found) {
      const reading: Reading = {
        text,
        units,
        hasCasts: (holds & HOLDS.doubleColon) !== 0,
        ruleOf: isAscii ? (start, end) => lookup(units, start, end) : (start, end) => rules(text.slice(start, end)),
      };
      let done = 0;
      const foundHere: Found = (start, end, type) => {
        done = end;
        found(start, end, type);
      };
      for (let at = 0; at < assignments.length; at++) {
        if (assignments[at]! >= done) judge(reading, assignments[at]!, foundHere);
      }
    },
  };
}

interface Reading {
  readonly text: string;
  readonly units: Uint8Array;
  /** Whether there is `::` at all. */
  readonly hasCasts: boolean;
  readonly ruleOf: (start: number, end: number) => NameRule | undefined;
}

function judge(reading: Reading, at: number, found: Found): void {
  const { text, units, hasCasts, ruleOf } = reading;
  const bare = skipBack(units, at);
  const nameEnd = hasCasts ? skipCast(units, bare) : bare;
  const nameStart = wordStart(text, units, nameEnd);
  if (nameEnd - nameStart < 2) return;
  const rule = twoWordRule(reading, nameStart, nameEnd) ?? ruleOf(nameStart, nameEnd);
  if (rule === undefined) return;
  const valueStart = skipForward(text, at + 1);
  const isQuoted = valueStart - 1 > at && isQuote(text.charCodeAt(valueStart - 1));
  const value = isQuoted
    ? quoted(text, valueStart)
    : SECRETS.has(rule.type)
      ? secret(text, at, valueStart)
      : proper(text, valueStart);
  if (value.length < 2 || !rule.accepts(value)) return;
  // The rules of secrets accept no placeholder.
  if (SECRETS.has(rule.type)) found(valueStart, valueStart + value.length, rule.type);
  else if (isPlaceholder(value)) return;
  else if ((rule.type === 'person' && /^\p{Lu}/u.test(value)) || (isQuoted && rule.type !== 'email')) {
    found(valueStart, valueStart + value.length, rule.type);
  }
}

function skipBack(units: Uint8Array, at: number): number {
  let end = at;
  for (; at - end < 4 && end > 0; end--) {
    const code = units[end - 1]!;
    if (!isBlank(code) && !isQuote(code) && code !== BACKSLASH && code !== BRACKET) break;
  }
  return end;
}

/** Over a cast such as Postgres writes in plans and definitions: `(last_name)::text = 'Lovelace'::text`. */
function skipCast(units: Uint8Array, end: number): number {
  let start = end;
  while (end - start < MAX_CAST && start > 0 && (units[start - 1] === SPACE || isWordChar(units[start - 1]!))) start--;
  if (start === end || units[start - 1] !== COLON || units[start - 2] !== COLON) return end;
  return units[start - 3] === CLOSE ? start - 3 : start - 2;
}

function wordStart(text: string, units: Uint8Array, end: number): number {
  let start = end;
  for (; end - start < MAX_NAME && start > 0; start--) {
    const code = units[start - 1]!;
    if (!isWordChar(code) && code !== DASH && !(code > 127 && FOREIGN_LETTER.test(text.charAt(start - 1)))) break;
  }
  return start;
}

/** `API key`: a last word that means little alone, with the word before it. */
function twoWordRule({ text, units, ruleOf }: Reading, start: number, end: number): NameRule | undefined {
  if (units[start - 1] !== SPACE || end - start > LONGEST_NEEDY || !NEEDY_INITIALS.has(units[start]!)) return undefined;
  if (!NEEDS_ANOTHER.has(text.slice(start, end).toLowerCase())) return undefined;
  return ruleOf(wordStart(text, units, start - 1), end);
}

function skipForward(text: string, from: number): number {
  let at = from;
  for (; at - from < 4; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code) && !isQuote(code) && code !== BACKSLASH && code !== GREATER) break;
  }
  return at;
}

/** Up to the closing quote, which is escaped when the opening one is. */
function quoted(text: string, start: number): string {
  const quote = text.charCodeAt(start - 1);
  const isEscaped = text.charCodeAt(start - 2) === BACKSLASH;
  const limit = Math.min(text.length, start + MAX_QUOTED);
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_END) break;
    if (code === quote) return text.slice(start, isEscaped ? at - 1 : at);
    if (code === BACKSLASH && !isEscaped) at++;
  }
  return '';
}

/** After `=` anything; after `: ` only what is no plain word, since people write `token: expired`. */
function secret(text: string, at: number, start: number): string {
  UNQUOTED.lastIndex = start;
  const whole = UNQUOTED.exec(text)?.[0] ?? '';
  const endsInWord = isWordChar(whole.charCodeAt(whole.length - 1));
  const value = endsInWord ? whole : whole.replace(/^([^[{]*)[\]}]+$/, '$1').replace(/[.?:]+$/, '');
  if (text[start + value.length] === '(' || (TEMPLATE_SIGNS.has(value.charCodeAt(0)) && TEMPLATE.test(value)))
    return '';
  if (isBlank(text.charCodeAt(start + value.length)) && SCHEME.test(value)) return '';
  const isLoose = text[at] === ':' && isBlank(text.charCodeAt(at + 1));
  return isLoose && !HARD_TO_SAY.test(value) ? '' : value;
}

function proper(text: string, start: number): string {
  PROPER_NAME.lastIndex = start;
  return PROPER_NAME.exec(text)?.[0] ?? '';
}
