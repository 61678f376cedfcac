import type { Chance } from './random.stress.fixture.ts';

/** What mutants are grown from. */
export interface Stock {
  readonly statements: readonly string[];
  /** Names of every function there is. */
  readonly functions: readonly string[];
}

/** Grows statements nobody wrote, by the shape of SQL rather than by its bytes. */
export interface Mutator {
  /** Another spelling of the same statement: it must be judged alike. */
  respell(sql: string): string;
  /** The statement as a part of another: what is refused alone is refused there. */
  wrap(sql: string): string;
  /** Anything: one to four mutations that may change what the statement means. */
  mangle(sql: string): string;
}

const token =
  /e'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n\r]*|\/\*[\s\S]*?\*\/|[\p{L}_][\p{L}\p{N}_$]*|[0-9.]+|\s+|[-+*/<>=~!@#%^&|`?]+|[\s\S]/giu;
const isWord = (text: string) => /^[\p{L}_]/u.test(text);
const isSpace = (text: string) => /^\s+$/u.test(text);

/** libpg-query does not see past a comment to the word that makes one keyword of two. */
const looksAhead = /^(?:not|nulls|with|without|format)$/iu;

const gaps = [' ', '\n', '\t', '\f', '\r\n', ' /* \u{1f600} ; */ ', ' /* /* nested */ */ ', " -- it's\n", ' --;\r'];
const oddities = [
  '\u0000',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\ufeff',
  'e\u0301',
  '\u{10ffff}',
  '\ud800',
  '\ufffd',
  '\u2028',
];
const wrappers: readonly ((sql: string) => string)[] = [
  (sql) => `SELECT * FROM (${sql}\n) AS s`,
  (sql) => `WITH s AS (${sql}\n) SELECT 1`,
  (sql) => `WITH s AS MATERIALIZED (${sql}\n) SELECT * FROM s`,
  (sql) => `SELECT 1 WHERE EXISTS (${sql}\n)`,
  (sql) => `SELECT ARRAY(${sql}\n)`,
  (sql) => `SELECT * FROM generate_series(1, 2) g, LATERAL (${sql}\n) AS s`,
  (sql) => `(${sql}\n) UNION ALL (${sql}\n)`,
  (sql) => `EXPLAIN ${sql}`,
  (sql) => `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
  (sql) => `SELECT CASE WHEN true THEN (${sql}\n) END`,
  (sql) => `VALUES ((${sql}\n))`,
];

export function createMutator(chance: Chance, stock: Stock): Mutator {
  const tokensOf = (sql: string): string[] => sql.match(token) ?? [];
  const respell = (sql: string) => {
    const parts = tokensOf(sql);
    const words = parts.map((part, index) => {
      // The end of a line is the end of a comment.
      const before = parts[index - 1] ?? '';
      if (before.startsWith('--') || looksAhead.test(before)) return part;
      if (isSpace(part)) return chance.below(3) === 0 ? chance.pick(gaps) : part;
      if (!isWord(part) || /^(?:[enbx]|u)$/iu.test(part)) return part;
      return chance.below(2) === 0 ? part.toUpperCase() : part.toLowerCase();
    });
    return `${chance.pick(['', ...gaps])}${words.join('')}`;
  };
  const wrap = (sql: string) => chance.pick(wrappers)(sql.replace(/[\s;]+$/u, ''));
  const replaceOne = (sql: string, fits: (part: string, next: string) => boolean, make: (part: string) => string) => {
    const parts = tokensOf(sql);
    const places = parts.flatMap((part, index) => (fits(part, parts[index + 1] ?? '') ? [index] : []));
    if (places.length === 0) return sql;
    const place = chance.pick(places);
    return parts.toSpliced(place, 1, make(parts[place] ?? '')).join('');
  };
  const other = () => chance.pick(stock.statements);
  const mutations: readonly ((sql: string) => string)[] = [
    respell,
    wrap,
    (sql) =>
      replaceOne(
        sql,
        (part, next) => isWord(part) && next === '(',
        () => chance.pick(stock.functions),
      ),
    (sql) => replaceOne(sql, isWord, () => chance.pick(tokensOf(other()).filter(isWord).concat('x'))),
    (sql) => replaceOne(sql, isWord, (part) => `"${part}"`),
    (sql) => replaceOne(sql, isWord, escapeWord),
    (sql) => replaceOne(sql, isWord, (part) => `${part}${chance.pick(oddities)}`),
    (sql) => replaceOne(sql, isSpace, () => chance.pick(oddities)),
    (sql) =>
      replaceOne(
        sql,
        () => true,
        () => '',
      ),
    (sql) =>
      replaceOne(
        sql,
        () => true,
        (part) => `${part}${part}`,
      ),
    (sql) =>
      replaceOne(
        sql,
        () => true,
        () => chance.pick(tokensOf(other()).concat('')),
      ),
    (sql) => splice(sql, chance.pick(groupsOf(other()).concat('(1)'))),
    (sql) => splice(sql, `(${other()})`),
    (sql) => splice(sql, `(${Array.from({ length: chance.below(2_000) }, (_, i) => i).join(',')})`),
    (sql) => nest(sql, chance.below(600)),
    (sql) => `${sql};${other()}`,
    (sql) => sql.slice(0, chance.below(sql.length + 1)),
  ];
  const splice = (sql: string, group: string) => {
    const groups = groupsOf(sql);
    return groups.length === 0 ? `SELECT ${group}` : sql.replace(chance.pick(groups), () => group);
  };
  return {
    respell,
    wrap,
    mangle(sql) {
      let mutant = sql;
      for (let i = chance.below(4); i >= 0; i -= 1) mutant = chance.pick(mutations)(mutant);
      return mutant;
    },
  };
}

/** Every balanced pair of parentheses, with what is between. */
function groupsOf(sql: string): string[] {
  const starts: number[] = [];
  const groups: string[] = [];
  for (let i = 0; i < sql.length && groups.length < 100; i += 1) {
    if (sql[i] === '(') starts.push(i);
    const start = sql[i] === ')' ? starts.pop() : undefined;
    if (start !== undefined) groups.push(sql.slice(start, i + 1));
  }
  return groups;
}

function nest(sql: string, depth: number): string {
  return `SELECT ${'('.repeat(depth)}${sql.startsWith('(') ? sql : `(${sql}\n)`}${')'.repeat(depth)}`;
}

function escapeWord(word: string): string {
  const escaped = Array.from(word, (letter) => `\\+${(letter.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`);
  return `U&"${escaped.join('')}"`;
}
