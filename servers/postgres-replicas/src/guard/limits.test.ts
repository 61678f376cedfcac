import { beforeAll, describe, expect, test } from 'vitest';
import { createFunctionCatalog } from './function-catalog.ts';
import { openSqlGuard, type SqlGuard, type SqlVerdict } from './judge-sql.ts';

let guard: SqlGuard;

beforeAll(async () => {
  guard = await openSqlGuard();
});

const judge = (sql: string): SqlVerdict =>
  guard.judge(sql, { functions: createFunctionCatalog([]), allowFunctions: [], allowExtensions: [] });

const repeat = (head: string, unit: string, times: number, tail = ''): string => head + unit.repeat(times) + tail;

describe('limits of what is judged', () => {
  test('100,000 characters are judged, one more is refused [G8]', () => {
    const sql = `SELECT '${'x'.repeat(99_991)}'`;
    expect(sql).toHaveLength(100_000);
    expect(judge(sql)).toMatchObject({ allowed: true });
    expect(judge(`${sql} `)).toMatchObject({ allowed: false, rule: 'too-long' });
  });

  test.each([
    ['ten thousand parentheses', `SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['a chain of operators', repeat('SELECT 1', '+1', 20_000)],
    ['a chain of casts', repeat('SELECT 1', '::a', 20_000)],
    ['nested subqueries', `SELECT ${'(SELECT '.repeat(8_000)}1${')'.repeat(8_000)}`],
    ['nested arrays', `SELECT ${'ARRAY['.repeat(10_000)}1${']'.repeat(10_000)}`],
    ['nested NOT', repeat('SELECT ', 'NOT ', 20_000, 'true')],
    ['nested CASE', `SELECT ${'CASE WHEN true THEN '.repeat(3_500)}1${' END'.repeat(3_500)}`],
  ])('%s is refused as too complex [G8]', (_, sql) => {
    expect(judge(sql)).toMatchObject({ allowed: false, rule: 'too-complex' });
  });

  test.each([
    ['a list of 20,000 constants', repeat('SELECT 1 WHERE 1 IN (0', ',12', 20_000, ')')],
    ['500 parentheses', `SELECT ${'('.repeat(500)}1${')'.repeat(500)}`],
    ['1,000 conditions', repeat('SELECT 1 WHERE true', ' AND 1 = 1', 1_000)],
    ['500 concatenations', repeat("SELECT ''", " || 'a'", 500)],
    ['1,000 columns', repeat('SELECT 1', ', 2 AS "c"', 1_000)],
  ])('%s is allowed [G8]', (_, sql) => {
    expect(judge(sql)).toMatchObject({ allowed: true });
  });

  test('a parser worn out by hostile input is replaced, and refuses until then [G8]', async () => {
    const overflow = repeat('SELECT 1', '::a', 20_000);
    for (let time = 0; time < 100; time += 1) expect(judge(overflow)).toMatchObject({ allowed: false });
    await expect.poll(() => judge('SELECT 1').allowed).toBe(true);
  });
});
