/** A parsed array literal: elements as text, in the array's own nesting. */
export type ArrayText = readonly (string | null | ArrayText)[];

/** Thrown when text is not in the form its type promises; the value is then shown as text. */
export class MalformedValueError extends Error {}

/**
 * Reads Postgres' text form of an array, e.g. `{1,NULL,"a b"}` or `[0:1]={{1},{2}}`. Linear in the length of the text;
 * nesting is bounded by Postgres (6 dimensions) and here.
 *
 * @throws MalformedValueError
 */
export function parseArray(text: string, delimiter: string): ArrayText {
  const start = text.startsWith('[') ? text.indexOf('=') + 1 : 0;
  const reader = { text, delimiter, at: start };
  const array = readArray(reader, 0);
  if (reader.at !== text.length) throw new MalformedValueError();
  return array;
}

interface Reader {
  readonly text: string;
  readonly delimiter: string;
  at: number;
}

function readArray(reader: Reader, depth: number): ArrayText {
  if (depth > 8 || reader.text[reader.at] !== '{') throw new MalformedValueError();
  reader.at += 1;
  const items: (string | null | ArrayText)[] = [];
  if (reader.text[reader.at] === '}') {
    reader.at += 1;
    return items;
  }
  for (;;) {
    const first = reader.text[reader.at];
    if (first === '{') items.push(readArray(reader, depth + 1));
    else if (first === '"') items.push(readQuoted(reader));
    else items.push(readBare(reader));
    const next = reader.text[reader.at];
    reader.at += 1;
    if (next === '}') return items;
    if (next !== reader.delimiter) throw new MalformedValueError();
  }
}

function readQuoted(reader: Reader): string {
  let value = '';
  let from = reader.at + 1;
  for (let at = from; at < reader.text.length; at += 1) {
    const character = reader.text[at];
    if (character === '\\') {
      value += reader.text.slice(from, at);
      at += 1;
      from = at;
    } else if (character === '"') {
      reader.at = at + 1;
      return value + reader.text.slice(from, at);
    }
  }
  throw new MalformedValueError();
}

function readBare(reader: Reader): string | null {
  let at = reader.at;
  while (at < reader.text.length && reader.text[at] !== reader.delimiter && reader.text[at] !== '}') at += 1;
  const value = reader.text.slice(reader.at, at);
  reader.at = at;
  return value === 'NULL' ? null : value;
}
