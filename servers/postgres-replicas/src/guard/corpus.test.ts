import { beforeAll, describe, expect, test } from 'vitest';
import { loadFixtureCatalog, readCorpus } from './fixtures/catalog.test.fixture.ts';
import type { GuardTarget } from './guard-target.ts';
import { openSqlGuard, type SqlGuard } from './judge-sql.ts';

let guard: SqlGuard;
let target: GuardTarget;

beforeAll(async () => {
  guard = await openSqlGuard();
  target = { functions: await loadFixtureCatalog(), allowFunctions: [], allowExtensions: [] };
});

const hostile = readCorpus('hostile');

describe('hostile statements', () => {
  test.each(hostile.filter(({ must }) => must === 'refuse'))('refuses $group: $why: $sql [G10]', ({ sql }) => {
    expect(guard.judge(sql, target)).toMatchObject({ allowed: false });
  });

  test.each(hostile.filter(({ must }) => must === 'harmless'))('answers $group: $why: $sql [G10]', ({ sql }) => {
    expect(guard.judge(sql, target)).toHaveProperty('allowed');
  });

  test('has at least eight statements in every group [G10]', () => {
    const sizes = Object.values(Object.groupBy(hostile, ({ group }) => group)).map((group) => group?.length ?? 0);
    expect(sizes).toHaveLength(19);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8);
  });
});

describe('legitimate statements', () => {
  const legitimate = readCorpus('legitimate');

  test.each(legitimate)('allows $group: $sql [G10]', ({ sql }) => {
    expect(guard.judge(sql, target)).toMatchObject({ allowed: true });
  });

  test.each(legitimate)('is judged the same again as it is handed on: $group: $sql [G10]', ({ sql }) => {
    const verdict = guard.judge(sql, target);
    expect(guard.judge(verdict.allowed ? verdict.statement : '', target)).toEqual({ ...verdict, offset: 0 });
  });

  test('are more than two hundred [G10]', () => {
    expect(legitimate.length).toBeGreaterThan(200);
  });
});
