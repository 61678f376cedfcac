import { sharedSandbox } from '@mcp-chassis/sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandboxTarget } from '../targets/sandbox-target.test.fixture.ts';
import type { Target } from '../targets/target.ts';
import { runCatalogQuery } from './run-catalog-query.ts';

let target: Target;

beforeAll(async () => {
  target = openSandboxTarget(await sharedSandbox());
});

afterAll(() => target.close());

const read = (sql: string, params: readonly string[] = []) =>
  runCatalogQuery(target, { sql, params, signal: new AbortController().signal, deadline: Date.now() + 20_000 });

test('reads rows by column name, whole and decoded, and says how fresh they are [G7]', async () => {
  const { rows, asOf } = await read(`SELECT $1 AS given, 3 AS n, true AS yes, repeat('x', 5000) AS long`, ['x']);
  expect(rows).toEqual([{ given: 'x', n: 3, yes: true, long: 'x'.repeat(5_000) }]);
  expect(asOf.lsn).toMatch(/\//);
});

test('does not blame the agent when the database does not take our own statement [A7]', async () => {
  await expect(read('SELECT nothing')).rejects.toMatchObject({
    code: 'INTERNAL_ERROR',
    message: 'Target orders: this server could not read its catalog.',
  });
});

test('passes on what is wrong with a value the agent sent [A7]', async () => {
  await expect(read(`SELECT 'a' ~ $1`, ['('])).rejects.toMatchObject({ details: { sqlstate: '2201B' } });
});

test('is as read-only as a query of an agent [G3]', async () => {
  await expect(read('CREATE TABLE canary (id int)')).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
});
