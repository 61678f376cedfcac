import { beforeAll, describe, expect, test } from 'vitest';
import { loadFixtureCatalog, readFixtureRows } from './fixtures/catalog.test.fixture.ts';
import type { GuardTarget } from './guard-target.ts';
import { openSqlGuard, type SqlGuard } from './judge-sql.ts';
import { harmlessVolatile } from './rules/volatile-functions.ts';

const harmless = new Set(harmlessVolatile.flatMap(({ functions }) => functions));
const volatileRows = readFixtureRows().filter(
  (row) => row['kind'] === 'function' && row['built_in'] === true && row['volatility'] === 'v',
);
const volatileNames = new Set(volatileRows.map((row) => String(row['name'])));
/** Some names have harmless overloads too: a call is written with as many arguments as the volatile one takes. */
const refused = volatileRows.filter((row) => !harmless.has(String(row['name'])));

let guard: SqlGuard;
let target: GuardTarget;

beforeAll(async () => {
  guard = await openSqlGuard();
  target = { functions: await loadFixtureCatalog(), allowFunctions: [], allowExtensions: [] };
});

const positions: readonly (readonly [string, (call: string) => string])[] = [
  ['the select list', (call) => `SELECT ${call}`],
  ['FROM', (call) => `SELECT * FROM ${call} AS x`],
  ['ROWS FROM', (call) => `SELECT * FROM ROWS FROM (generate_series(1, 2), ${call}) AS x`],
  ['WHERE', (call) => `SELECT 1 WHERE ${call} IS NOT NULL`],
  ['a CTE', (call) => `WITH x AS (SELECT ${call}) SELECT 1`],
  ['FILTER', (call) => `SELECT count(*) FILTER (WHERE ${call} IS NULL) FROM app.orders`],
  ['ORDER BY', (call) => `SELECT 1 ORDER BY ${call}`],
  ['GROUP BY', (call) => `SELECT 1 GROUP BY ${call}`],
  ['HAVING', (call) => `SELECT 1 HAVING ${call} IS NULL`],
  ['LIMIT', (call) => `SELECT 1 LIMIT ${call}`],
  ['VALUES', (call) => `VALUES (1), (${call})`],
  ['a join condition', (call) => `SELECT 1 FROM app.orders a JOIN app.orders b ON ${call} IS NULL`],
  ['a window', (call) => `SELECT sum(1) OVER (PARTITION BY ${call})`],
  ['a cast', (call) => `SELECT (${call})::text`],
  ['an operator', (call) => `SELECT 1 OPERATOR(pg_catalog.=) ANY (ARRAY[${call}])`],
  ['a subscript', (call) => `SELECT (ARRAY[1])[${call}]`],
  ['TABLESAMPLE', (call) => `SELECT 1 FROM app.orders TABLESAMPLE SYSTEM (${call})`],
  ['a set operation', (call) => `SELECT 1 UNION SELECT ${call}`],
  ['EXPLAIN', (call) => `EXPLAIN SELECT ${call}`],
  ['EXPLAIN ANALYZE', (call) => `EXPLAIN (ANALYZE) SELECT * FROM ${call} x`],
];

describe('VOLATILE functions of Postgres', () => {
  test.each(positions)('are refused in %s unless known to be harmless [G10]', (_, write) => {
    const reached = refused.filter((row) => guard.judge(write(callOf(row)), target).allowed);
    expect(reached.map((row) => row['name'])).toEqual([]);
  });

  test('are refused under their qualified and quoted names [G10]', () => {
    const reached = refused.filter(
      (row) => guard.judge(`SELECT pg_catalog . "${String(row['name'])}"(${argumentsOf(row)})`, target).allowed,
    );
    expect(reached.map((row) => row['name'])).toEqual([]);
  });

  test('are refused in escaped spelling [G10]', () => {
    const escape = (name: string): string =>
      Array.from(name, (letter) => `\\${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const reached = refused.filter(
      (row) => guard.judge(`SELECT U&"${escape(String(row['name']))}"(${argumentsOf(row)})`, target).allowed,
    );
    expect(reached.map((row) => row['name'])).toEqual([]);
  });

  test('with one argument are refused in attribute notation [G10]', () => {
    const callable = refused.filter((row) => row['attribute_of'] !== 'none');
    const written = callable.flatMap(({ name }) => [
      `SELECT g.${quote(name)} FROM generate_series(1, 2) g`,
      `SELECT (1).${quote(name)}`,
    ]);
    expect(callable.length).toBeGreaterThan(50);
    expect(written.filter((sql) => guard.judge(sql, target).allowed)).toEqual([]);
  });

  test('that are listed as harmless exist, are VOLATILE and are allowed [G10]', () => {
    expect([...harmless].filter((name) => !volatileNames.has(name))).toEqual([]);
    const rows = volatileRows.filter((row) => harmless.has(String(row['name'])));
    const unreachable = rows.filter((row) => !guard.judge(`SELECT ${callOf(row)}`, target).allowed);
    expect(unreachable.map((row) => row['name'])).toEqual([]);
  });

  test('number as many as when the list was read, so that a new one is noticed [G10]', () => {
    expect(volatileNames.size).toBe(248);
    expect(harmless.size).toBe(80);
  });
});

function callOf(row: Record<string, unknown>): string {
  return `${quote(row['name'])}(${argumentsOf(row)})`;
}

function argumentsOf(row: Record<string, unknown>): string {
  return Array.from({ length: Number(row['min_args']) }, () => 'NULL').join(', ');
}

function quote(name: unknown): string {
  return `"${String(name)}"`;
}
