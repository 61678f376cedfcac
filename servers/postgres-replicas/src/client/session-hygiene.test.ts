import { readFileSync } from 'node:fs';
import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCorpus } from '../guard/fixtures/catalog.test.fixture.ts';
import { openAdmin, sandboxSource } from '../targets/sandbox-target.test.fixture.ts';
import { createConnectionPool, type ConnectionPool } from './connection-pool.ts';
import { openFakePooler, replacing, type Meddling } from './fake-pooler.test.fixture.ts';
import { openConnection } from './open-connection.ts';
import type { TextValue } from './wire.ts';

const { signal } = new AbortController();

/** Everything a session can keep of a statement. */
const state = `SELECT
  (SELECT json_object_agg(name, setting ORDER BY name) FROM pg_settings WHERE source = 'session'),
  (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'),
  (SELECT count(*) FROM pg_cursors WHERE name <> ''),
  (SELECT json_agg(json_build_array(name, statement, parameter_types, from_sql)) FROM pg_prepared_statements),
  (SELECT count(*) FROM pg_listening_channels()),
  pg_my_temp_schema(), session_user, current_user, nullif(current_setting('app.leftover', true), '')`;

/** What the guard refuses; the session must come back clean all the same. */
const leaving: readonly string[] = [
  `SELECT set_config('work_mem', '1GB', false), set_config('search_path', 'evil', false)`,
  `SELECT set_config('app.leftover', 'yes', false)`,
  'SET statement_timeout = 0',
  'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
  'SET default_transaction_read_only = off',
  `SELECT pg_advisory_lock(1), pg_advisory_lock_shared(2), pg_try_advisory_lock(3)`,
  'PREPARE leftover AS SELECT 1',
  'DEALLOCATE ALL',
  'DEALLOCATE prelude',
  'PREPARE prelude AS SELECT 1',
  'DECLARE leftover CURSOR WITH HOLD FOR SELECT 1',
  'LISTEN leftover',
  'CREATE TEMP TABLE leftover (id int)',
  'COMMIT',
  'ROLLBACK',
  'SAVEPOINT leftover',
  'SELECT 1/0',
  'SELEKT',
];

let sandbox: Sandbox;
let database: string;
let pool: ConnectionPool;

beforeAll(async () => {
  sandbox = await startDisposableSandbox();
  database = (await sandbox.createDatabase({ template: 'orders' })).name;
  const setup = await openAdmin(sandbox, 'primary', database);
  await setup.query(readFileSync(new URL('../guard/corpus/setup.sql', import.meta.url), 'utf8'));
  await setup.end();
  await sandbox.waitForReplay();
  pool = poolTo(sandbox.replica);
});

afterAll(async () => {
  await pool?.close();
  await sandbox?.close();
});

/** A pool of one connection: each statement gets the session of the one before, if that may be used again. */
function poolTo(server: { readonly host: string; readonly port: number }): ConnectionPool {
  const source = sandboxSource(sandbox, { config: { ...server, database } });
  return createConnectionPool({
    open: (giveUp) => openConnection(source, giveUp),
    size: 1,
    perAgent: 1,
    slow: 1,
    slowAfterMs: 100,
    waitMs: 25_000,
  });
}

interface Run {
  readonly values?: readonly TextValue[];
  readonly on?: ConnectionPool;
  readonly timeoutMs?: number;
}

async function run(sql: string, { values = [], on = pool, timeoutMs = 8_000 }: Run = {}) {
  const limits = { maxRows: 20, maxBytes: 1_000_000, timeoutMs, applicationName: 'hygiene', signal };
  const result = await on.use({ agent: 'a', statement: '', signal }, (connection) =>
    connection.run({ sql, values, ...limits }),
  );
  return result.rows[0] ?? [];
}

const sessionOf = (on = pool) => run('SELECT pg_backend_pid()', { on });

test('a session is as new after every kind of statement agents may run [G3]', { timeout: 60_000 }, async () => {
  const [fresh, session] = [await run(state), await sessionOf()];
  for (const { sql, params = [] } of readCorpus('legitimate')) {
    await run(sql.replaceAll('guard.', `${database}.`), { values: params.map(String) });
    expect([sql, await run(state)]).toEqual([sql, fresh]);
  }
  expect(await sessionOf()).toEqual(session);
});

test.each(leaving)('a session is as new even after %s, if the guard let it through [G3]', async (sql) => {
  const [fresh, session] = [await run(state), await sessionOf()];
  await run(sql).catch(() => undefined);
  expect(await run(state)).toEqual(fresh);
  expect(await sessionOf()).toEqual(session);
});

test(
  'a session is as new after every hostile statement, if the guard let it through [G3]',
  { timeout: 120_000 },
  async () => {
    const fresh = await run(state);
    for (const { sql } of readCorpus('hostile')) {
      await run(sql.replaceAll('guard.', `${database}.`), { timeoutMs: 100 }).catch(() => undefined);
      expect([sql, await run(state)]).toEqual([sql, fresh]);
    }
  },
);

test.each<[what: string, Meddling['request']]>([
  ['fails', replacing('DISCARD ALL', 'DISCARD ALX')],
  ['is answered for another statement', replacing('DISCARD ALL', 'RESET   ALL')],
])('a connection whose reset %s is not used again [G3]', async (_what, request) => {
  const pooler = await openFakePooler(sandbox.replica, request === undefined ? {} : { request });
  const behind = poolTo(pooler);
  const first = await sessionOf(behind);
  expect(await sessionOf(behind)).not.toEqual(first);
  await behind.close();
  pooler.close();
});
