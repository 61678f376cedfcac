import { isBlank, isQuote, isWordChar } from '../char-class.ts';
import type { Detector, Found } from '../detector.ts';
import type { NameRules } from '../name-rules.ts';
import { isPlaceholder } from '../placeholder.ts';

const MAX_NAME = 48;
const UNQUOTED = /[^\s,;&"'<>()|\\]{1,512}/y;
const PROPER_NAME = /\p{Lu}[\p{L}'’.-]{0,40}(?: \p{Lu}[\p{L}'’.-]{0,40}){0,3}/uy;
const HARD_TO_SAY = /\d|[^\p{L}\d.,:!?-]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
const NEEDS_ANOTHER = new Set(['key', 'name', 'code', 'signature', 'salt']);
const MAX_QUOTED = 1_024;
/** How Postgres writes a comparison in plans and definitions: `(last_name)::text = 'Lovelace'::text`. */
const CAST = /\)?::[\w ]{1,40}$/;
const MAX_CAST = 44;
const LINE_END = 10;
const FOREIGN_LETTER = /\p{L}/u;
const [DASH, GREATER, BACKSLASH, BRACKET] = [45, 62, 92, 93];
const SECRETS = new Set(['password', 'secret']);

/**
 * Values whose name tells what they are, as `password=...`, `first_name: ...` or `"api_key": "..."` in running text.
 * Formats that other detectors know better (e-mail, cards, ...) are left to them.
 */
export function createNamedValueDetector(rules: NameRules): Detector {
  return {
    type: 'secret',
    find({ text, assignments }, found) {
      for (const at of assignments) judge(text, at, rules, found);
    },
  };
}

function judge(text: string, at: number, rules: NameRules, found: Found): void {
  const nameEnd = skipCast(text, skipBack(text, at));
  const nameStart = wordStart(text, nameEnd);
  if (nameEnd - nameStart < 2) return;
  const rule = rules(text.slice(nameStart, nameEnd)) ?? rules(twoWords(text, nameStart, nameEnd));
  if (rule === undefined) return;
  const valueStart = skipForward(text, at + 1);
  const isQuoted = valueStart - 1 > at && isQuote(text.charCodeAt(valueStart - 1));
  const value = isQuoted
    ? quoted(text, valueStart)
    : SECRETS.has(rule.type)
      ? secret(text, at, valueStart)
      : proper(text, valueStart);
  if (value.length < 2 || isPlaceholder(value) || !rule.accepts(value)) return;
  if (
    SECRETS.has(rule.type) ||
    (rule.type === 'person' && /^\p{Lu}/u.test(value)) ||
    (isQuoted && rule.type !== 'email')
  ) {
    found(valueStart, valueStart + value.length, rule.type);
  }
}

function skipBack(text: string, at: number): number {
  let end = at;
  for (; at - end < 4; end--) {
    const code = text.charCodeAt(end - 1);
    if (!isBlank(code) && !isQuote(code) && code !== BACKSLASH && code !== BRACKET) break;
  }
  return end;
}

function skipCast(text: string, end: number): number {
  return end - (CAST.exec(text.slice(Math.max(0, end - MAX_CAST), end))?.[0].length ?? 0);
}

function wordStart(text: string, end: number): number {
  let start = end;
  for (; end - start < MAX_NAME; start--) {
    const code = text.charCodeAt(start - 1);
    if (!isWordChar(code) && code !== DASH && !(code > 127 && FOREIGN_LETTER.test(text.charAt(start - 1)))) break;
  }
  return start;
}

/** `API key`: a last word that means little alone, with the word before it. */
function twoWords(text: string, start: number, end: number): string {
  const isOpen = text.charCodeAt(start - 1) === 32 && NEEDS_ANOTHER.has(text.slice(start, end).toLowerCase());
  return isOpen ? text.slice(wordStart(text, start - 1), end) : '';
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
  const value = (UNQUOTED.exec(text)?.[0] ?? '').replace(/^([^[{]*)[\]}]+$/, '$1').replace(/[.?:]+$/, '');
  if (text[start + value.length] === '(') return '';
  const isLoose = text[at] === ':' && isBlank(text.charCodeAt(at + 1));
  return isLoose && !HARD_TO_SAY.test(value) ? '' : value;
}

function proper(text: string, start: number): string {
  PROPER_NAME.lastIndex = start;
  return PROPER_NAME.exec(text)?.[0] ?? '';
}
