import { beforeAll, expect, test } from 'vitest';
import { createFunctionCatalog, type CatalogEntry } from './function-catalog.ts';
import type { GuardTarget } from './guard-target.ts';
import { openSqlGuard, type SqlGuard } from './judge-sql.ts';
import { withKeptVerdicts } from './kept-verdicts.ts';

let judged: string[];
let guard: SqlGuard;

/** Says in `judged` what it is asked. */
beforeAll(async () => {
  const judging = await openSqlGuard();
  judged = [];
  guard = withKeptVerdicts({
    judge(sql, target) {
      judged.push(sql);
      return judging.judge(sql, target);
    },
  });
});

const price: CatalogEntry = {
  kind: 'function',
  schema: 'app',
  name: 'price',
  visible: false,
  facts: {
    schema: 'app',
    name: 'price',
    volatility: 'i',
    language: 'sql',
    securityDefiner: false,
    kind: 'f',
    builtIn: false,
    minArgs: 1,
    maxArgs: 1,
    attributeOf: 'scalar',
  },
};

const functions = createFunctionCatalog([price]);
const open: GuardTarget = { functions, allowFunctions: ['app.price'], allowExtensions: [], strictColumns: new Set() };
const sql = 'SELECT app.price(id) FROM app.orders';

test('a statement that was allowed is not judged again for the same target', () => {
  judged.length = 0;
  const verdict = guard.judge(sql, open);
  expect(verdict).toMatchObject({ allowed: true, kind: 'select', statement: sql, offset: 0 });
  expect(guard.judge(sql, open)).toBe(verdict);
  expect(judged).toEqual([sql]);
});

test.each<[what: string, other: GuardTarget, rule: string]>([
  ['allows fewer functions', { ...open, allowFunctions: [] }, 'function-user-defined'],
  ['has strict columns', { ...open, strictColumns: new Set(['id']) }, 'strict-column'],
  ['has another catalog', { ...open, functions: createFunctionCatalog([]) }, 'function-unknown'],
  [
    'has a view of that name that reads secrets',
    {
      ...open,
      functions: createFunctionCatalog(
        [price],
        [{ schema: 'app', name: 'orders', visible: false, secret: 'pg_authid' }],
      ),
    },
    'secret-relation',
  ],
])('what one target allows is refused for one that %s, and allowed for the first as before [G3]', (_, other, rule) => {
  expect(guard.judge(sql, open)).toMatchObject({ allowed: true });
  expect(guard.judge(sql, other)).toMatchObject({ allowed: false, rule });
  expect(guard.judge(sql, other)).toMatchObject({ allowed: false, rule });
  expect(guard.judge(sql, open)).toMatchObject({ allowed: true });
});

test('a target with the same rules in another object is judged anew: it may know more [G3]', () => {
  guard.judge(sql, open);
  judged.length = 0;
  expect(guard.judge(sql, { ...open })).toMatchObject({ allowed: true });
  expect(judged).toEqual([sql]);
});

test('only the very text is known: every other one has a verdict of its own [G3]', () => {
  expect(guard.judge('SELECT 1', open)).toMatchObject({ allowed: true, statement: 'SELECT 1', offset: 0 });
  expect(guard.judge('\tSELECT 1;', open)).toMatchObject({ allowed: true, statement: 'SELECT 1', offset: 1 });
  expect(guard.judge('SELECT 1; DELETE FROM app.orders', open)).toMatchObject({ allowed: false });
  expect(guard.judge('SELECT 1\0', open)).toMatchObject({ allowed: false, rule: 'nul' });
});

test('a refusal is not kept: a parser worn out by hostile input refuses what it allows once it is replaced [G8]', async () => {
  const overflow = `SELECT 1${'::a'.repeat(20_000)}`;
  for (let time = 0; time < 16; time += 1) expect(guard.judge(overflow, open)).toMatchObject({ allowed: false });
  expect(guard.judge('SELECT 2', open)).toMatchObject({ allowed: false, rule: 'unavailable' });
  await expect.poll(() => guard.judge('SELECT 2', open).allowed).toBe(true);
});
