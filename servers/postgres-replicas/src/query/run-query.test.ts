import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import type { Json } from '@mcp-chassis/tool-kit';
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

async function cell(sql: string, params: readonly Json[] = []): Promise<Json | undefined> {
  return (await ask(target, sql, params)).rows[0]?.[0];
}

test('answers with columns, rows and how fresh they are [G7]', async () => {
  const before = Date.now();
  const result = await ask(target, 'SELECT $1::int + 1 AS n, $2 AS t, $3::bool AS b, $4::text AS nothing', [
    41,
    'x',
    true,
    null,
  ]);
  expect(result.columns).toEqual([
    { name: 'n', type: 'integer' },
    { name: 't', type: 'text' },
    { name: 'b', type: 'boolean' },
    { name: 'nothing', type: 'text' },
  ]);
  expect(result.rows).toEqual([[42, 'x', true, null]]);
  expect(result.truncated).toBe(false);
  expect(result.asOf.lsn).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
  expect(result.asOf.lagMs).toBeGreaterThanOrEqual(0);
  expect(Date.parse(result.asOf.time)).toBeGreaterThan(before - 600_000);
});

test('tells where a column comes from, also under an alias and through a subquery [D5]', async () => {
  const { rows } = await watcher.query<{ schema: string; table: string; column: string }>(
    `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
     AND has_column_privilege('${sandbox.agent.user}', c.oid, a.attnum, 'SELECT') AND has_schema_privilege('${sandbox.agent.user}', n.oid, 'USAGE') LIMIT 1`,
  );
  const origin = rows[0];
  if (origin === undefined) throw new Error('the agent can read no table');
  const { columns } = await ask(
    target,
    `SELECT harmless AS alias, count(*) OVER () FROM (SELECT "${origin.column}" AS harmless FROM "${origin.schema}"."${origin.table}") s LIMIT 1`,
  );
  expect(columns).toEqual([
    { name: 'alias', type: expect.any(String) as string, origin: { ...origin } },
    { name: 'count', type: 'bigint' },
  ]);
});

test.each<readonly [string, Json]>([
  ['9007199254740991::int8', 9007199254740991],
  ['9007199254740993::int8', '9007199254740993'],
  ['1.50::numeric', 1.5],
  ['12345678901234567890.123::numeric', '12345678901234567890.123'],
  [`'NaN'::numeric`, 'NaN'],
  [`'-Infinity'::float8`, '-Infinity'],
  ['0.1::float4', 0.1],
  ['1e300::float8', 1e300],
  [`date '2024-02-29'`, '2024-02-29'],
  [`date '0044-03-15 BC'`, '-000043-03-15'],
  [`date 'infinity'`, 'infinity'],
  [`timestamptz '2024-01-02 03:04:05.123456+02'`, '2024-01-02T01:04:05.123456Z'],
  [`timestamp '2024-01-02 03:04:05'`, '2024-01-02T03:04:05'],
  [`timestamptz '12345-01-02 03:04:05Z'`, '+012345-01-02T03:04:05Z'],
  [`timetz '03:04:05+05:30'`, '03:04:05+05:30'],
  [`interval '1 year 2 days 03:04:05.5'`, 'P1Y2DT3H4M5.5S'],
  [`'{"a": [1, 12345678901234567890, 0.5]}'::jsonb`, { a: [1, '12345678901234567890', 0.5] }],
  [`'null'::json`, null],
  ['NULL::json', null],
  [
    `ARRAY[[1,2],[3,NULL]]`,
    [
      [1, 2],
      [3, null],
    ],
  ],
  [`ARRAY['a,b', 'c"d\\e', '', 'NULL', NULL]`, ['a,b', 'c"d\\e', '', 'NULL', null]],
  [`'[0:1]={1,2}'::int[]`, [1, 2]],
  [`'{}'::text[]`, []],
  [`ARRAY['{"a": 1}'::jsonb]`, [{ a: 1 }]],
  [`ARRAY['2024-01-02'::date]`, ['2024-01-02']],
  [`int4range(1, 5)`, { lower: 1, upper: 5, lower_inclusive: true, upper_inclusive: false }],
  [
    `tstzrange('2024-01-01Z', NULL, '()')`,
    { lower: '2024-01-01T00:00:00Z', upper: null, lower_inclusive: false, upper_inclusive: false },
  ],
  [`int4range(1, 1)`, { empty: true }],
  [
    `'{[1,3),[5,7)}'::int4multirange`,
    [
      { lower: 1, upper: 3, lower_inclusive: true, upper_inclusive: false },
      { lower: 5, upper: 7, lower_inclusive: true, upper_inclusive: false },
    ],
  ],
  [`ARRAY[int4range(1, 5)]`, [{ lower: 1, upper: 5, lower_inclusive: true, upper_inclusive: false }]],
  [`ROW(1, 'a "b", c', NULL)`, ['1', 'a "b", c', null]],
  [`'\\x00ff'::bytea`, { type: 'bytea', bytes: 2, sha256: '06eb7d6a69ee19e5', head: '00ff' }],
  [`'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid`, 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
  [`'10.0.0.1/8'::inet`, '10.0.0.1/8'],
  [`B'101'`, '101'],
  [`'(1,2)'::point`, '(1,2)'],
  [`'{(1,2),(3,4);(5,6),(7,8)}'::box[]`, ['(3,4),(1,2)', '(7,8),(5,6)']],
  [`'1 2'::int2vector`, '1 2'],
])('shows %s as JSON [G7]', async (expression, expected) => {
  expect(await cell(`SELECT ${expression}`)).toEqual(expected);
});

test('shows enums, domains and composites of the database by their own names [G7]', async () => {
  const database = await sandbox.createDatabase({ template: 'orders' });
  const owner = await openAdmin(sandbox, 'primary', database.name);
  await owner.query(`CREATE SCHEMA t; GRANT USAGE ON SCHEMA t TO PUBLIC; CREATE TYPE t.mood AS ENUM ('good', 'bad');
    CREATE DOMAIN t.cents AS int8; CREATE TYPE t.pair AS (amount t.cents, "Mood" t.mood, at timestamptz)`);
  await sandbox.waitForReplay();
  const other = openSandboxTarget(sandbox, { config: { database: database.name } });
  const { columns, rows } = await ask(
    other,
    `SELECT 'bad'::t.mood AS a, ARRAY['good','bad']::t.mood[] AS b, 12::t.cents AS c, ROW(9007199254740993, 'bad', '2024-01-01Z')::t.pair AS d,
      ARRAY[NULL, ROW(1, NULL, NULL)]::t.pair[] AS e`,
  );
  await other.close();
  await owner.end();
  await database.drop();
  expect(columns.map(({ type }) => type)).toEqual(['t.mood', 't.mood[]', 'bigint', 't.pair', 't.pair[]']);
  expect(rows).toEqual([
    [
      'bad',
      ['good', 'bad'],
      12,
      { amount: '9007199254740993', Mood: 'bad', at: '2024-01-01T00:00:00Z' },
      [null, { amount: 1, Mood: null, at: null }],
    ],
  ]);
});

test.each<readonly [string, readonly Json[], Json]>([
  ['SELECT $1::int', ['7'], 7],
  ['SELECT $1::int[]', [[1, null, 3]], [1, null, 3]],
  ['SELECT $1::text[]', [['a,"b"', 'c\\d', '']], ['a,"b"', 'c\\d', '']],
  ['SELECT $1::jsonb', [{ a: [1] }], { a: [1] }],
  ['SELECT $1::numeric', [1.25], 1.25],
  [`SELECT 'x' || $1`, [`'; DROP TABLE t; --`], `x'; DROP TABLE t; --`],
])('passes parameters of %s as values [G7]', async (sql, params, expected) => {
  expect(await cell(sql, params)).toEqual(expected);
});

test('summarises a long cell and scrubs its head before cutting it [G9]', async () => {
  const scrub = {
    text: (text: string) => text.replaceAll('ada@sandbox.test', '[email]'),
    value: (value: Json) => JSON.parse(JSON.stringify(value).replaceAll('ada@sandbox.test', '[email]')) as Json,
  };
  const { rows } = await ask(
    target,
    `SELECT repeat('x', 190) || 'ada@sandbox.test' || repeat('y', 3000), json_build_object('mail', 'ada@sandbox.test', 'pad', repeat('z', 3000)),
      convert_to('ada@sandbox.test', 'UTF8')`,
    [],
    { scrub },
  );
  expect(rows).toEqual([
    [
      {
        type: 'text',
        characters: 3206,
        sha256: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        head: `${'x'.repeat(190)}[email]yyy`,
      },
      {
        type: 'json',
        characters: 3041,
        sha256: expect.any(String) as string,
        head: expect.stringMatching(/^\{"mail":"\[email\]","pad":"z+$/) as string,
      },
      { type: 'bytea', bytes: 16 },
    ],
  ]);
  expect(JSON.stringify(rows)).not.toContain('ada@');
});

test('stops at the row limit and says so [G8]', async () => {
  const exact = await ask(target, 'SELECT generate_series(1, 3)', [], { maxRows: 3 });
  expect([exact.rows.length, exact.truncated]).toEqual([3, false]);
  const more = await ask(target, 'SELECT generate_series(1, 4)', [], { maxRows: 3 });
  expect([more.rows, more.truncated]).toEqual([[[1], [2], [3]], 'rows']);
});

test('stops at the byte limit with the rows that came whole, and serves the next query [G8]', async () => {
  const { rows, truncated } = await ask(target, `SELECT g, repeat('x', 1000) FROM generate_series(1, 100000) g`, [], {
    maxRows: 1_000,
    maxBytes: 50_000,
  });
  expect(truncated).toBe('bytes');
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.length).toBeLessThan(60);
  expect(await cell('SELECT 1')).toBe(1);
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

test('leaves nothing of one query to the next on the same connection [G3]', async () => {
  const single = openSandboxTarget(sandbox, { limits: { poolSize: 1 } });
  const pid = (await ask(single, 'SELECT pg_backend_pid()')).rows[0]?.[0];
  await ask(single, `SELECT set_config('statement_timeout', '0', false), set_config('search_path', 'evil', false)`);
  await ask(single, 'SELECT pg_advisory_lock_shared(42)').catch(() => undefined);
  await ask(single, 'PREPARE leftover AS SELECT 1');
  await ask(single, 'DECLARE leftover CURSOR WITH HOLD FOR SELECT 1').catch(() => undefined);
  const { rows } = await ask(
    single,
    `SELECT pg_backend_pid(), current_setting('search_path'), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
      (SELECT count(*) FROM pg_prepared_statements WHERE name = 'leftover'), (SELECT count(*) FROM pg_cursors WHERE name = 'leftover'),
      current_setting('default_transaction_read_only')`,
  );
  await single.close();
  expect(rows).toEqual([[pid, '"$user", public', 0, 0, 0, 'on']]);
});

test.each(['COMMIT', 'ROLLBACK', 'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'RESET ALL'])(
  'writes nothing and keeps its guardrails even when the guard let %s through [G3]',
  async (sql) => {
    await ask(target, sql).catch(() => undefined);
    expect(await cell(`SELECT current_setting('transaction_read_only')`)).toBe('on');
    await expect(ask(target, 'CREATE TABLE canary (id int)')).rejects.toMatchObject({ code: 'QUERY_REFUSED' });
  },
);

test('takes one statement only, and no NUL [G8]', async () => {
  await expect(ask(target, 'SELECT 1; SELECT 2')).rejects.toMatchObject({ details: { sqlstate: '42601' } });
  await expect(ask(target, 'SELECT 1\0; DROP TABLE t')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(await cell('SELECT 1')).toBe(1);
});

test('an error has SQLSTATE and position and repeats no value [A7]', async () => {
  const error: unknown = await ask(target, 'SELECT $1::int', ['ada@canary.test']).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'QUERY_FAILED', details: { sqlstate: '22P02' } });
  expect(String(error)).not.toContain('canary');
  await expect(ask(target, 'SELECT nothing')).rejects.toMatchObject({ details: { sqlstate: '42703', position: 8 } });
});

test('an empty statement has no rows [G8]', async () => {
  expect(await ask(target, ' -- nothing')).toMatchObject({ columns: [], rows: [], truncated: false });
});

test('shows which agent asks in pg_stat_activity, whatever it is called [G3]', async () => {
  expect((await ask(target, `SELECT current_setting('application_name')`, [], { agent: 'on call/ü' })).rows).toEqual([
    ['mcp-chassis/on?call/?'],
  ]);
});
