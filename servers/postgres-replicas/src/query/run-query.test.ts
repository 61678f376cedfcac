import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import { renderUntrustedJson, type Json } from '@mcp-chassis/tool-kit';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openAdmin, openSandboxTarget } from '../targets/sandbox-target.test.fixture.ts';
import type { Target } from '../targets/target.ts';

let sandbox: SharedSandbox;
let target: Target;
let watcher: Client;

beforeAll(async () => {
  sandbox = await sharedSandbox();
  target = openSandboxTarget(sandbox);
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
  const scrub = createScrubber().start();
  const { rows } = await ask(
    target,
    `SELECT repeat('x', 189) || ' ada@sandbox.test ' || repeat('y', 3000), json_build_object('mail', 'ada@sandbox.test', 'pad', repeat('z', 3000)),
      convert_to('ada@sandbox.test', 'UTF8')`,
    [],
    { scrub },
  );
  expect(rows).toEqual([
    [
      {
        type: 'text',
        characters: 3207,
        sha256: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        head: `${'x'.repeat(189)} [email] yy`,
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

test('a cell that its name makes secret shows no head and no digest, however long and of whatever type [D1] [D5]', async () => {
  const scrub = createScrubber().start();
  const { rows } = await ask(
    target,
    `SELECT repeat('opaque', 500) AS password, ARRAY[repeat('opaque', 500)] AS api_token, convert_to('opaque', 'UTF8') AS secret,
      '\\x00ff10'::bytea AS pin, NULL::bytea AS token, repeat('word ', 500) AS remark`,
    [],
    { scrub },
  );
  expect(rows).toEqual([
    [
      '[password]',
      ['[secret]'],
      { type: 'bytea', bytes: 6 },
      { type: 'bytea', bytes: 3 },
      null,
      expect.objectContaining({ type: 'text', characters: 2500 }),
    ],
  ]);
});

test('bytes that are no text keep their digest and head [G7]', async () => {
  const { rows } = await ask(target, `SELECT '\\x00ff10'::bytea AS picture`, [], {
    scrub: { rows: (_columns, rows) => rows.map((row) => row.map((cell) => renderUntrustedJson(cell))) },
  });
  expect(rows).toEqual([[{ type: 'bytea', bytes: 3, sha256: expect.any(String) as string, head: '00ff10' }]]);
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
