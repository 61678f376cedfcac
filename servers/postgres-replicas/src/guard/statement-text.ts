import type { ParsedStatement } from './sql-parser.ts';

/** The one statement of `sql`, without its semicolon, what follows it, and the white space around it. */
export function statementText(
  sql: string,
  { stmt_location: start = 0, stmt_len: length = 0 }: ParsedStatement,
): string {
  const bytes = Buffer.from(sql, 'utf8');
  const end = length === 0 ? bytes.length : start + length;
  // Only what Postgres counts as white space: to it a no-break space is part of a name.
  return bytes.toString('utf8', start, end).replaceAll(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/gu, '');
}

/** A 1-based position in characters, as Postgres counts them, from a byte offset; absent for an offset it made up. */
export function toPosition(sql: string, byteOffset: number): number | undefined {
  if (byteOffset < 0) return undefined;
  return Array.from(Buffer.from(sql, 'utf8').toString('utf8', 0, byteOffset)).length + 1;
}
