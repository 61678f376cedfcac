import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Destination } from '../access/access-adapter.ts';
import type { QueryLimits } from '../config/config.ts';
import { openAdmin, sandboxSource } from '../targets/sandbox-target.test.fixture.ts';
import { createConnectionPool, type ConnectionPool } from './connection-pool.ts';
import { openFakePooler, replacing, type Meddling } from './fake-pooler.test.fixture.ts';
import { openConnection } from './open-connection.ts';
import type { TextValue } from './wire.ts';

const { signal } = new AbortController();

const pidAndTerms = `SELECT pg_backend_pid(), current_setting('application_name'), current_setting('statement_timeout'),
  current_setting('transaction_timeout'), current_setting('client_connection_check_interval')`;

let sandbox: SharedSandbox;
let watcher: Client;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await sharedSandbox();
  watcher = await openAdmin(sandbox, 'replica');
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

afterAll(() => watcher.end());

/** A pool whose statements may run for 8 s. */
function openPool(size = 1, limits: Partial<QueryLimits> = {}, address: Destination = sandbox.replica): ConnectionPool {
  const source = sandboxSource(sandbox, { config: address, limits });
  const open = (giveUp: AbortSignal) => openConnection(source, giveUp);
  const pool = createConnectionPool({ open, size, perAgent: size, slow: size, slowAfterMs: 100, waitMs: 25_000 });
  closing.unshift(() => pool.close());
  return pool;
}

async function openPoolBehind(request: NonNullable<Meddling['request']>): Promise<ConnectionPool> {
  const pooler = await openFakePooler(sandbox.replica, { request });
  closing.unshift(() => pooler.close());
  return openPool(1, {}, { host: pooler.host, port: pooler.port });
}

async function run(
  pool: ConnectionPool,
  agent: string,
  { sql = pidAndTerms, timeoutMs = 8_000 } = {},
): Promise<readonly TextValue[]> {
  const limits = { maxRows: 20, maxBytes: 1_000_000, timeoutMs, applicationName: agent, signal };
  const { rows } = await pool.use({ agent, statement: '', signal }, (connection) =>
    connection.run({ sql, values: [], ...limits }),
  );
  return rows[0] ?? [];
}

test('a statement has the same terms on a new session and on a used one [G3] [G8]', async () => {
  const pool = openPool();
  const [pid, ...terms] = await run(pool, 'ada');
  expect(terms).toEqual(['ada', '8s', '9s', '500ms']);
  expect(await run(pool, 'ada')).toEqual([pid, ...terms]);
  expect(await run(pool, 'ada')).toEqual([pid, ...terms]);
});

test('a session runs nothing under the name of another agent, and keeps none [G3]', async () => {
  const pool = openPool();
  const [pid] = await run(pool, 'ada');
  const shown = async () =>
    (await watcher.query('SELECT application_name, state FROM pg_stat_activity WHERE pid = $1', [pid])).rows;
  for (const agent of ['grace', 'grace', `o'hara \\ "x"`, `'; SET statement_timeout = 0; --`, 'ada']) {
    expect(await run(pool, agent)).toEqual([pid, agent, '8s', '9s', '500ms']);
    await expect.poll(shown).toEqual([{ application_name: 'mcp-chassis/orders', state: 'idle' }]);
  }
});

test('agents that share sessions at once each see their own name [G3]', async () => {
  const pool = openPool(2);
  const agents = Array.from({ length: 30 }, (_, index) => `agent ${(index * 7) % 5}`);
  const rows = await Promise.all(agents.map((agent) => run(pool, agent)));
  expect(rows.map(([, name]) => name)).toEqual(agents);
  expect(new Set(rows.map(([pid]) => pid)).size).toBe(2);
});

test('a short deadline holds for its own statement, and the next one has the full limit again [G8]', async () => {
  const pool = openPool();
  const [pid] = await run(pool, 'ada');
  expect(await run(pool, 'ada', { timeoutMs: 150.9 })).toEqual([pid, 'ada', '150ms', '1150ms', '500ms']);
  const cancelled = run(pool, 'ada', { sql: 'SELECT pg_sleep(60)', timeoutMs: 100 });
  await expect(cancelled).rejects.toMatchObject({ step: 'statement', cause: { code: '57014' } });
  expect(await run(pool, 'ada')).toEqual([pid, 'ada', '8s', '9s', '500ms']);
});

test('a short deadline ends even a statement that survives its cancel, on a session set up for longer [G8]', async () => {
  const pool = openPool(1, { statementTimeoutMs: 60_000 });
  await run(pool, 'ada', { timeoutMs: 60_000 });
  const stubborn = `DO $$ BEGIN LOOP
    BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END;
  END LOOP; END $$`;
  await expect(run(pool, 'ada', { sql: stubborn, timeoutMs: 50 })).rejects.toMatchObject({ cause: { code: '25P04' } });
});

test('a connection whose settings cannot be made for the next query is not used again [G3]', async () => {
  const spoil = replacing('SET transaction_timeout', 'SET transaction_timeoux');
  const pool = await openPoolBehind((chunk) => (chunk.includes('ROLLBACK') ? spoil(chunk) : chunk));
  const [first, ...terms] = await run(pool, 'ada');
  const [second, ...same] = await run(pool, 'ada');
  expect([terms, same]).toEqual([
    ['ada', '8s', '9s', '500ms'],
    ['ada', '8s', '9s', '500ms'],
  ]);
  expect(second).not.toBe(first);
});

test('a session that cannot be made ready is not used [G3]', async () => {
  const pool = await openPoolBehind(replacing('SET transaction_timeout', 'SET transaction_timeoux'));
  await expect(run(pool, 'ada')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

test.each([
  ['SET LOCAL application_name', 'SET LOCAL application_namx', 8_000],
  ['SET LOCAL statement_timeout', 'SET LOCAL statement_timeoux', 150],
])('a statement never runs when %s did not work [G3]', async (setting, other, timeoutMs) => {
  const pool = await openPoolBehind(replacing(setting, other));
  await expect(run(pool, 'ada', { timeoutMs })).rejects.toMatchObject({ step: 'settings', cause: { code: '42704' } });
});

test('a server too old for two of the settings gets the others [G3] [G8]', async () => {
  const version = `pg_catalog.current_setting('server_version_num')::int`;
  const pool = await openPoolBehind(replacing(version, '130000'.padEnd(version.length)));
  const [pid, ...terms] = await run(pool, 'ada');
  expect(terms).toEqual(['ada', '8s', '0', '0']);
  expect(await run(pool, 'grace')).toEqual([pid, 'grace', '8s', '0', '0']);
  expect(await run(pool, 'grace', { timeoutMs: 150 })).toEqual([pid, 'grace', '150ms', '0', '0']);
  expect(await run(pool, 'grace')).toEqual([pid, 'grace', '8s', '0', '0']);
});

test('a server whose platform cannot tell whether a client is there gets the other settings [G3] [G8]', async () => {
  const bound = (value: string) => `\0\0\0\x03${value}`;
  const pool = await openPoolBehind(replacing(bound('500'), bound('-99')));
  const [pid, ...terms] = await run(pool, 'ada');
  expect(terms).toEqual(['ada', '8s', '9s', '0']);
  expect(await run(pool, 'ada')).toEqual([pid, ...terms]);
});

test('a connection on which a setting fails for another reason is not used without it [G3]', async () => {
  const pool = await openPoolBehind(replacing(`_check_interval', $1, false`, `_check_interval', $1, 1/0=0`));
  await expect(run(pool, 'ada')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});
