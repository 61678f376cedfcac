import { hash } from 'node:crypto';
import { keepByText } from '../guard/kept-by-text.ts';

/** Comments, names in quotes, strings, numbers and blanks. What does not end, such as a mark inside `$$`, takes the rest. */
const tokens =
  /--[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|"[^"]*(?:"|$)|\b[eE]'(?:[^'\\]|\\[\s\S])*(?:'|$)|'[^']*(?:'|$)|\b\d[\w.]*|\s+/g;
const list = /\?(?:[ ,]*\?)+/g;

/**
 * Names statements that differ only in literals, the length of lists of them, comments and blanks alike. A guess, good
 * for foreseeing how long one takes: two that mean something else may be alike inside `$$`. Takes linear time.
 */
export function statementShape(sql: string): string {
  const shape = sql.replace(tokens, (token) => {
    if (token.startsWith('"')) return token;
    return /^[eE'\d]/.test(token) ? '?' : ' ';
  });
  return hash('sha256', shape.replace(/ +/g, ' ').replace(list, '?').trim());
}

const keepLimits = { texts: 500, characters: 250_000 };

/** `statementShape`, which keeps what it found for the statements it was asked for last. */
export function createStatementShapes(): (sql: string) => string {
  const kept = keepByText<string>(keepLimits);
  return (sql) => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const shape = statementShape(sql);
    kept.set(sql, shape);
    return shape;
  };
}
