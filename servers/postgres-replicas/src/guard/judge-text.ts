import type { Refusal } from './refusal.ts';

/** Longest statement that is judged, in UTF-16 units. */
const maxSqlLength = 100_000;

/** What must hold before the grammar sees the text. */
export function judgeText(sql: string): Refusal | undefined {
  if (sql.length > maxSqlLength) {
    return {
      rule: 'too-long',
      reason: `The statement is ${sql.length} characters long; at most ${maxSqlLength} are judged. Pass long lists as an array parameter.`,
    };
  }
  if (sql.includes('\0')) {
    return { rule: 'nul', reason: 'The statement holds a NUL character, which Postgres cannot take. Remove it.' };
  }
  if (!sql.isWellFormed()) {
    return {
      rule: 'text',
      reason: 'The statement holds half of a surrogate pair and is no valid Unicode text. Remove it.',
    };
  }
  return undefined;
}
