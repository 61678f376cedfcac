import { beforeAll, describe, expect, test } from 'vitest';
import { loadFixtureCatalog } from './fixtures/catalog.test.fixture.ts';
import type { FunctionCatalog } from './function-catalog.ts';
import { openSqlGuard, type SqlGuard, type SqlVerdict } from './judge-sql.ts';

let guard: SqlGuard;
let functions: FunctionCatalog;

beforeAll(async () => {
  guard = await openSqlGuard();
  functions = await loadFixtureCatalog();
});

const judge = (sql: string, allow: { functions?: string[]; extensions?: string[] } = {}): SqlVerdict =>
  guard.judge(sql, { functions, allowFunctions: allow.functions ?? [], allowExtensions: allow.extensions ?? [] });

test('a comment that the parser stumbles over is blanked, and positions still count in the text that was sent', () => {
  const allowed = judge("SELECT 'ü' WHERE 2 NOT /* 漢字 */ IN (1)");
  expect(allowed).toMatchObject({ allowed: true, statement: `SELECT 'ü' WHERE 2 NOT${' '.repeat(10)}IN (1)` });
  const sql = "SELECT 'ü' WHERE 2 NOT /* 漢字 */ IN (1) AND pg_terminate_backend(1)";
  expect(judge(sql)).toMatchObject({ allowed: false, position: sql.indexOf('pg_terminate') + 1 });
});

describe('an allowed statement', () => {
  test.each([
    ['SELECT 1', 'select'],
    ['(SELECT 1)', 'select'],
    ['WITH x AS (SELECT 1) TABLE x', 'table'],
    ['SELECT *', 'select'],
    ['TABLE app.orders', 'table'],
    ['VALUES (1), (2)', 'values'],
    ['SHOW work_mem', 'show'],
    ['EXPLAIN VALUES (1)', 'explain'],
  ])('%s is of kind %s [G3]', (sql, kind) => {
    expect(judge(sql)).toMatchObject({ allowed: true, kind });
  });

  test.each([
    ['  SELECT 1  ;  ', 'SELECT 1'],
    ['SELECT 1; -- done', 'SELECT 1'],
    [';;SELECT 1;;', 'SELECT 1'],
    ["SELECT 'é;🙂' ; /* after */", "SELECT 'é;🙂'"],
    ['SELECT 1 -- no semicolon', 'SELECT 1 -- no semicolon'],
    ['SELECT 1 AS a\u00A0', 'SELECT 1 AS a\u00A0'],
  ])('is handed on alone: %j gives %j [G3]', (sql, statement) => {
    expect(judge(sql)).toMatchObject({ allowed: true, statement });
  });

  test.each([
    ['EXPLAIN SELECT 1', false],
    ['EXPLAIN ANALYZE SELECT 1', true],
    ['EXPLAIN (ANALYZE) SELECT 1', true],
    ['EXPLAIN (ANALYZE off) SELECT 1', false],
    ['EXPLAIN (ANALYZE FALSE, BUFFERS) SELECT 1', false],
    ['EXPLAIN (ANALYZE 0) SELECT 1', false],
    ['EXPLAIN (ANALYZE 1) SELECT 1', true],
    ["EXPLAIN (ANALYZE 'on') SELECT 1", true],
    ['EXPLAIN (ANALYZE false, ANALYZE true) SELECT 1', true],
  ])('%s says whether it runs the query: %s [G3]', (sql, analyze) => {
    expect(judge(sql)).toMatchObject({ allowed: true, kind: 'explain', explain: { analyze } });
  });
});

describe('a refusal', () => {
  test.each([
    ['', 'empty'],
    ['-- only a comment', 'empty'],
    ['SELECT 1; SELECT 2', 'multiple-statements'],
    ['SELECT 1\0', 'nul'],
    ["SELECT '\uD800'", 'text'],
    ['SELEC 1', 'syntax'],
    ['SELECT\u00A01', 'syntax'],
    ['SET ROLE postgres', 'statement-kind'],
    ['WITH d AS (DELETE FROM app.orders RETURNING 1) SELECT 1', 'data-modification'],
    ['SELECT 1 INTO t', 'select-into'],
    ['SELECT 1 FROM app.orders FOR SHARE', 'row-lock'],
    ['EXPLAIN DELETE FROM app.orders', 'explain'],
    ['EXPLAIN (debug) SELECT 1', 'explain-option'],
    ['SHOW data_directory', 'setting'],
    ['SELECT * FROM pg_authid', 'secret-relation'],
    ['SELECT * FROM pg_temp.t', 'schema'],
    ['SELECT pg_sleep(1)', 'function-sleep'],
    ['SELECT lastval()', 'function-volatile'],
    ['SELECT app.purge(1)', 'function-user-defined'],
    ['SELECT get_raw_page(1)', 'function-extension'],
    ['SELECT no_such_function(1)', 'function-unknown'],
  ])('of %j has the stable rule %s [G9]', (sql, rule) => {
    expect(judge(sql)).toMatchObject({ allowed: false, rule });
  });

  test.each([
    ['SELECT 1 FRM x y', 14],
    ["SELECT 'é🙂', pg_sleep(1)", 14],
    ["SELECT '🙂' FROM app.orders WHEREE id = 1 2", 35],
    ['SELECT 1; SELECT 2', 11],
  ])('of %j points at character %i [G9]', (sql, position) => {
    expect(judge(sql)).toMatchObject({ allowed: false, position });
  });

  test.each([
    'SELECT canary_token FRM x y',
    'SELECT canary_token(1)',
    'SHOW "canary.token"',
    "SELECT current_setting('canary_token')",
    "COPY x TO 'canary_token'",
    'SELECT * FROM pg_authid canary_token',
    'SELECT * FROM pg_temp.canary_token',
    "SELECT set_config('canary_token', 'canary_token', false)",
    'EXPLAIN (canary_token) SELECT 1',
    "SELECT setting FROM pg_settings WHERE name = 'primary_conninfo' OR name = 'canary_token'",
  ])('repeats nothing of %s [A7]', (sql) => {
    const verdict = judge(sql);
    expect(verdict.allowed).toBe(false);
    expect(JSON.stringify(verdict)).not.toContain('canary');
  });
});

describe('columns that only a plain star may take', () => {
  test.each([
    'SELECT * FROM pg_roles',
    'TABLE pg_user',
    'SELECT r.* FROM pg_roles r',
    'SELECT * FROM (SELECT * FROM pg_roles) x',
    'WITH x AS (SELECT * FROM pg_stat_wal_receiver) SELECT * FROM x',
    'SELECT rolname FROM pg_roles',
    'SELECT count(*) FROM pg_roles UNION SELECT 1',
  ])('come with their origin: %s is allowed [D5]', (sql) => {
    expect(judge(sql)).toMatchObject({ allowed: true });
  });

  test.each([
    'SELECT rolconfig FROM pg_roles',
    'SELECT x.rolconfig FROM (SELECT * FROM pg_roles) x',
    'SELECT r FROM pg_roles r',
    'SELECT x FROM (SELECT * FROM pg_roles) x',
    'SELECT ROW(r.*) FROM pg_roles r',
    'SELECT (r.*)::text FROM pg_roles r',
    'SELECT x.l FROM (SELECT * FROM pg_roles) x(a, b, c, d, e, f, g, h, i, j, k, l)',
    'SELECT * FROM pg_roles UNION ALL SELECT * FROM pg_roles',
    'SELECT * FROM pg_roles a NATURAL JOIN pg_roles b',
  ])('lose it otherwise: %s is refused [D5]', (sql) => {
    expect(judge(sql)).toMatchObject({ allowed: false, rule: 'secret-relation' });
  });
});

describe("the owner's allowances", () => {
  test('let a function run by its full name, and only that one [G3]', () => {
    const allow = { functions: ['app.order_total'] };
    expect(judge('SELECT app.order_total(1)', allow)).toMatchObject({ allowed: true });
    expect(judge('SELECT app.purge(1)', allow)).toMatchObject({ allowed: false });
    expect(judge('SELECT app.order_total(1)', { functions: ['order_total'] })).toMatchObject({ allowed: false });
  });

  test('let every function of an extension run [G3]', () => {
    expect(judge("SELECT pgstattuple_approx('app.orders')")).toMatchObject({ allowed: false });
    expect(judge("SELECT pgstattuple_approx('app.orders')", { extensions: ['pgstattuple'] })).toMatchObject({
      allowed: true,
    });
  });

  test('of an extension do not reach functions that run SQL from a string or leave the server [G3]', () => {
    const allow = { extensions: ['tablefunc', 'dblink'] };
    expect(judge("SELECT crosstab('SELECT 1')", allow)).toMatchObject({ rule: 'function-sql-in-a-string' });
    expect(judge("SELECT dblink('x', 'y')", allow)).toMatchObject({ rule: 'function-network' });
    expect(judge('SELECT normal_rand(1, 0, 1)', allow)).toMatchObject({ allowed: true });
    expect(judge("SELECT crosstab('SELECT 1')", { functions: ['public.crosstab'] })).toMatchObject({ allowed: true });
  });

  test('let a foreign table be read by its extension, or by its handler [G3]', () => {
    expect(judge('SELECT * FROM app.remote')).toMatchObject({ rule: 'function-extension' });
    expect(judge('SELECT * FROM app.remote', { extensions: ['postgres_fdw'] })).toMatchObject({ allowed: true });
    expect(judge('SELECT * FROM app.passwd', { extensions: ['file_fdw'] })).toMatchObject({ rule: 'function-files' });
    expect(judge('SELECT * FROM app.passwd', { functions: ['public.file_fdw_handler'] })).toMatchObject({
      allowed: true,
    });
  });

  test('cannot reach the refused families of Postgres itself [G3]', () => {
    expect(judge("SELECT set_config('a.b', 'c', true)", { functions: ['pg_catalog.set_config'] })).toMatchObject({
      allowed: false,
    });
    expect(judge('SELECT lastval()', { functions: ['pg_catalog.lastval'] })).toMatchObject({ allowed: true });
  });
});

describe('names that are not what they seem', () => {
  test.each([
    ["SELECT lower('X')", 'a user overload of a built-in name'],
    ['SELECT c.wipe FROM app.customers c', 'a column named as a function that takes no row'],
    ['SELECT g.generate_series FROM generate_series(1, 2) g', 'the column of a function'],
    ["SELECT uuid('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')", 'a cast written as a call'],
    ["SELECT ts_rewrite('a'::tsquery, 'b', 'c')", 'the harmless overload of a name'],
    ['SELECT * FROM public.pg_authid', 'a table of that name in another schema'],
    ['SELECT most_common_vals FROM app.orders', 'a column of that name in another table'],
    ["SELECT 'a' || 'b', 1 = 2", 'a built-in operator'],
    ['SELECT count(*) FROM pg_stats', 'a secret relation of which no value comes out'],
    ['SELECT subname FROM pg_subscription', 'another column of a relation with secrets'],
    ["SELECT current_setting('Work_Mem')", 'a harmless setting in any case'],
  ])('%s is allowed: %s [G10]', (sql) => {
    expect(judge(sql)).toMatchObject({ allowed: true });
  });

  test.each([
    ["SELECT ts_rewrite('a'::tsquery, 'SELECT 1')", 'the overload that runs SQL'],
    ["SELECT ts_rewrite(VARIADIC ARRAY['a', 'b'])", 'a call whose arguments cannot be counted'],
    ['SELECT app.lower(1)', 'a schema without that function'],
    ['SELECT (o).wipe FROM generate_series(1, 2) o', 'an expression that may be a scalar'],
    ['SELECT wipe.wipe FROM app.orders', 'a name that stands for nothing in FROM'],
  ])('%s is refused: %s [G10]', (sql) => {
    expect(judge(sql)).toMatchObject({ allowed: false });
  });
});
