import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openAdmin, openSandboxTarget } from '../targets/sandbox-target.test.fixture.ts';
import type { Target } from '../targets/target.ts';

let sandbox: SharedSandbox;
let target: Target;
let watcher: Client;

beforeAll(async () => {
  sandbox = await sharedSandbox();
  target = openSandboxTarget(sandbox, { limits: { statementTimeoutMs: 25_000 } });
  watcher = await openAdmin(sandbox, 'replica');
});

afterAll(async () => {
  await watcher.end();
  await target.close();
});

const cell = async (sql: string) => (await ask(target, sql)).rows[0]?.[0];

test('stops at the row limit and says so [G8]', async () => {
  const exact = await ask(target, 'SELECT generate_series(1, 3)', [], { maxRows: 3 });
  expect([exact.rows.length, exact.truncated]).toEqual([3, false]);
  const more = await ask(target, 'SELECT generate_series(1, 4)', [], { maxRows: 3 });
  expect([more.rows, more.truncated]).toEqual([[[1], [2], [3]], 'rows']);
});

test('stops at the byte limit with the rows that came whole, and serves the next query [G8]', async () => {
  const small = openSandboxTarget(sandbox, { limits: { maxResultBytes: 50_000 } });
  const many = `SELECT g, repeat('x', 1000) FROM generate_series(1, 100000) g`;
  const { rows, truncated } = await ask(small, many, [], { maxRows: 1_000 });
  expect(truncated).toBe('bytes');
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.length).toBeLessThan(60);
  expect((await ask(small, 'SELECT 1')).rows).toEqual([[1]]);
  await small.close();
});

test('stays small while a query would send 5,000,000 rows, or one cell of 1 GB [G8]', async () => {
  await cell('SELECT 1');
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 5);
  const rows = await ask(target, 'SELECT g, md5(g::text) FROM generate_series(1, 5000000) g', [], { maxRows: 1_000 });
  const huge = await ask(target, `SELECT 1, repeat(repeat('x', 10000), 100000)`);
  clearInterval(watch);
  expect([rows.rows.length, rows.truncated]).toEqual([1_000, 'rows']);
  expect([huge.rows.length, huge.truncated]).toEqual([0, 'bytes']);
  expect(highest - before).toBeLessThan(50_000_000);
});

async function sessionsOf(agent: string): Promise<number> {
  const { rows } = await watcher.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND state = 'active'`,
    [`mcp-chassis/${agent}`],
  );
  return Number(rows[0]?.count);
}

/** Polls until `agent` has that many running queries. The test's own time limit ends it. */
async function untilSessions(agent: string, count: number): Promise<void> {
  while ((await sessionsOf(agent)) !== count) await new Promise((resolve) => setImmediate(resolve));
}

test.each([
  ['sleeps', 'SELECT pg_sleep(60)'],
  ['computes', 'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b'],
])('a query that %s is gone from the server when its caller gives up [G8]', async (what, sql) => {
  const agent = `giving-up-${what}`;
  const caller = new AbortController();
  const outcome = ask(target, sql, [], { signal: caller.signal, agent }).catch((thrown: unknown) => thrown);
  await untilSessions(agent, 1);
  caller.abort();
  expect(await outcome).toMatchObject({ code: 'CANCELLED' });
  await untilSessions(agent, 0);
  expect(await cell('SELECT 1')).toBe(1);
});

test('a query that runs into its deadline ends as TIMEOUT, by the server itself [G8]', async () => {
  await expect(ask(target, 'SELECT pg_sleep(60)', [], { deadline: Date.now() + 200 })).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
  await expect(ask(target, 'SELECT pg_sleep(60)', [], { signal: AbortSignal.timeout(200) })).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
});

test('a query that an operator cancels on the server ends as CANCELLED [G8]', async () => {
  const outcome = ask(target, 'SELECT pg_sleep(60)', [], { agent: 'unlucky' }).catch((thrown: unknown) => thrown);
  await untilSessions('unlucky', 1);
  await watcher.query(
    `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'mcp-chassis/unlucky'`,
  );
  expect(await outcome).toMatchObject({ code: 'CANCELLED' });
});

test('a session that an operator ends is UPSTREAM_UNAVAILABLE, and the next query runs [G8]', async () => {
  const outcome = ask(target, 'SELECT pg_sleep(60)', [], { agent: 'ended' }).catch((thrown: unknown) => thrown);
  await untilSessions('ended', 1);
  await watcher.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mcp-chassis/ended'`,
  );
  expect(await outcome).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(await cell('SELECT 1')).toBe(1);
});
