import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openSandboxTarget } from '../targets/sandbox-target.test.fixture.ts';
import type { Target } from '../targets/target.ts';

let sandbox: SharedSandbox;
let target: Target;

beforeAll(async () => {
  sandbox = await sharedSandbox();
  target = openSandboxTarget(sandbox);
});

afterAll(() => target.close());

const cell = async (sql: string) => (await ask(target, sql)).rows[0]?.[0];

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

test('shows which agent asks in pg_stat_activity, whatever it is called [G3]', async () => {
  expect((await ask(target, `SELECT current_setting('application_name')`, [], { agent: 'on call/ü' })).rows).toEqual([
    ['mcp-chassis/on?call/?'],
  ]);
});
