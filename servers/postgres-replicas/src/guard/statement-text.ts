import type { ParsedStatement } from './sql-parser.ts';

/** A statement within the text it came in. */
export interface Excerpt {
  readonly statement: string;
  /** Characters before it. */
  readonly offset: number;
}

/** The one statement of `text`, without its semicolon, what follows it, and the white space around it. */
export function excerptStatement(
  text: string,
  { stmt_location: start = 0, stmt_len: length = 0 }: ParsedStatement,
): Excerpt {
  const bytes = Buffer.from(text, 'utf8');
  const end = length === 0 ? bytes.length : start + length;
  const whole = bytes.toString('utf8', start, end);
  // Only what Postgres counts as white space: to it a no-break space is part of a name.
  const begun = whole.replace(/^[ \t\n\r\f\v]+/u, '');
  const before = countCharacters(bytes.toString('utf8', 0, start)) + whole.length - begun.length;
  return { statement: begun.replace(/[ \t\n\r\f\v]+$/u, ''), offset: before };
}

/** A 1-based position in characters, as Postgres counts them, from a byte offset; absent for an offset it made up. */
export function toPosition(text: string, byteOffset: number): number | undefined {
  if (byteOffset < 0) return undefined;
  return countCharacters(Buffer.from(text, 'utf8').toString('utf8', 0, byteOffset)) + 1;
}

const countCharacters = (text: string) => Array.from(text).length;
