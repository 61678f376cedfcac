import { MalformedValueError } from './parse-array.ts';

/**
 * Reads comma-separated fields between a pair of brackets, as ranges (`[1,10)`) and composites (`(1,"a b",)`) are
 * written: quotes with `""` and backslash escapes, nothing at all for NULL or an infinite bound.
 *
 * @throws MalformedValueError
 */
export function parseFields(text: string): readonly (string | null)[] {
  const fields: (string | null)[] = [];
  const end = text.length - 1;
  let at = 1;
  for (;;) {
    const { value, next } = readField(text, at, end);
    fields.push(value);
    if (next === end) return fields;
    if (text[next] !== ',') throw new MalformedValueError();
    at = next + 1;
  }
}

function readField(text: string, start: number, end: number): { readonly value: string | null; readonly next: number } {
  if (start === end || text[start] === ',') return { value: null, next: start };
  let value = '';
  let isQuoted = false;
  let at = start;
  for (; at < end; at += 1) {
    const character = text[at];
    if (character === '\\') {
      at += 1;
      value += text[at] ?? '';
    } else if (character === '"') {
      if (isQuoted && text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (character === ',' && !isQuoted) break;
    else value += character;
  }
  if (isQuoted || at > end) throw new MalformedValueError();
  return { value, next: at };
}

/** Splits the text of a multirange, e.g. `{[1,3),[5,7)}`, into its ranges. */
export function splitMultirange(text: string): readonly string[] {
  const ranges: string[] = [];
  let isQuoted = false;
  let from = -1;
  for (let at = 1; at < text.length - 1; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (from < 0 && (character === '[' || character === '(')) from = at;
    else if (from >= 0 && (character === ']' || character === ')')) {
      ranges.push(text.slice(from, at + 1));
      from = -1;
    }
  }
  return ranges;
}
