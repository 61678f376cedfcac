import { beforeAll, describe, expect, test } from 'vitest';
import { loadFixtureCatalog } from './fixtures/catalog.test.fixture.ts';
import type { FunctionCatalog } from './function-catalog.ts';
import { openSqlGuard, type SqlGuard } from './judge-sql.ts';

let guard: SqlGuard;
let functions: FunctionCatalog;
beforeAll(async () => {
  guard = await openSqlGuard();
  functions = await loadFixtureCatalog();
});

const judge = (sql: string, strict: readonly string[] = ['email', 'ssn']) =>
  guard.judge(sql, { functions, allowFunctions: [], allowExtensions: [], strictColumns: new Set(strict) });

describe('a strict column', () => {
  test.each([
    'SELECT email FROM app.customers',
    'SELECT c.id, c.email AS contact FROM app.customers c WHERE c.id = 7 ORDER BY c.id',
    'SELECT * FROM app.customers WHERE id < 10 ORDER BY created_at',
    'TABLE app.customers',
    'SELECT c.* FROM app.customers c JOIN app.orders o ON o.customer_id = c.id',
    'SELECT o.id, o.total FROM app.orders o ORDER BY 2 DESC',
    'SELECT id, email FROM app.customers ORDER BY 1',
    'SELECT status, count(*) FROM app.orders GROUP BY 1',
    "SELECT 'email' AS x, count(*) FROM app.orders",
    'EXPLAIN SELECT email FROM app.customers',
  ])('may be selected as it is: %s [D5]', (sql) => {
    expect(judge(sql)).toMatchObject({ allowed: true });
  });

  test.each([
    "SELECT id FROM app.customers WHERE email LIKE 'a%'",
    "SELECT id FROM app.customers c WHERE c.email = 'x'",
    'SELECT lower(email) FROM app.customers',
    "SELECT email || '' FROM app.customers",
    'SELECT email::text FROM app.customers',
    'SELECT ascii(substr(email, 1, 1)) FROM app.customers',
    "SELECT string_agg(email, '') FROM app.customers",
    'SELECT count(DISTINCT email) FROM app.customers',
    'SELECT (c).email FROM app.customers c',
    'SELECT c FROM app.customers c',
    'SELECT to_jsonb(c) FROM app.customers c',
    'SELECT to_jsonb(customers) FROM app.customers',
    'SELECT c::text FROM app.customers c',
    'SELECT id FROM app.customers ORDER BY email',
    'SELECT id, email FROM app.customers ORDER BY 2',
    'SELECT id, email AS x FROM app.customers ORDER BY x',
    'SELECT * FROM app.customers ORDER BY 2',
    'SELECT email FROM app.customers GROUP BY 1',
    'SELECT DISTINCT ON (email) id FROM app.customers',
    "SELECT x FROM (SELECT email AS x FROM app.customers) s WHERE x > 'm'",
    'SELECT x FROM (SELECT * FROM app.customers) s(i, x)',
    'WITH s AS (SELECT * FROM app.customers) SELECT count(*) FROM s',
    'WITH s AS (TABLE app.customers) SELECT id FROM s',
    "SELECT x FROM app.customers AS c(i, x) WHERE x > 'm'",
    'SELECT 1 FROM app.customers NATURAL JOIN app.suspects',
    'SELECT 1 FROM app.customers JOIN app.suspects USING (email)',
    'SELECT a FROM (app.customers JOIN app.orders ON true) AS j(a, b)',
    'SELECT email FROM app.customers UNION SELECT ssn FROM app.customers',
    'SELECT (SELECT email FROM app.customers LIMIT 1)',
    'SELECT ARRAY(SELECT email FROM app.customers)',
    'SELECT rank() OVER (ORDER BY email) FROM app.customers',
    'SELECT "email" IS NULL FROM app.customers',
    'SELECT U&"\\0065mail" > \'m\' FROM app.customers',
    "EXPLAIN SELECT 1 FROM app.customers WHERE email = 'x'",
  ])('is refused where a query computes with it: %s [D5] [G3]', (sql) => {
    expect(judge(sql)).toMatchObject({ allowed: false, rule: 'strict-column' });
    const plain = judge(sql, []);
    expect(plain.allowed || plain.rule).not.toBe('strict-column');
  });
});
