import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxSource } from '../targets/sandbox-target.test.fixture.ts';
import { createConnectionPool, type ConnectionPool } from './connection-pool.ts';
import { openFakePooler } from './fake-pooler.test.fixture.ts';
import { openConnection } from './open-connection.ts';
import type { ReplicaConnection } from './replica-connection.ts';

const { signal } = new AbortController();

let sandbox: SharedSandbox;
type Pooler = Awaited<ReturnType<typeof openFakePooler>>;
/** A server that hears of a cancel but does not notice it before its statement is over, and one that does not answer. */
let busy: Pooler;
let silent: Pooler;

beforeAll(async () => {
  sandbox = await sharedSandbox();
  busy = await openFakePooler(sandbox.replica, { onCancel: 'close' });
  silent = await openFakePooler(sandbox.replica, { onCancel: 'ignore' });
});

afterAll(() => {
  busy?.close();
  silent?.close();
});

function createPool(pooler: Pooler): ConnectionPool {
  const source = sandboxSource(sandbox, { config: { host: pooler.host, port: pooler.port } });
  const open = (giveUp: AbortSignal) => openConnection(source, giveUp);
  return createConnectionPool({ open, size: 1, perAgent: 1, slow: 1, slowAfterMs: 100, waitMs: 25_000 });
}

const request = { values: [], maxRows: 1, maxBytes: 10_000, timeoutMs: 60_000, applicationName: 'lingering', signal };
const ask = (pool: ConnectionPool, work: (connection: ReplicaConnection) => Promise<unknown>) =>
  pool.use({ agent: 'a', statement: '', signal }, work);

/** A query whose caller gives up at once. */
function abandon(pool: ConnectionPool, seconds: number): Promise<unknown> {
  const caller = new AbortController();
  return ask(pool, (connection) => {
    const answer = connection.run({ ...request, sql: `SELECT pg_sleep(${seconds})`, signal: caller.signal });
    caller.abort();
    return answer;
  });
}

test('a query that does not end when it is cancelled keeps its place until it has ended [G8]', async () => {
  const pool = createPool(busy);
  await expect(abandon(pool, 2)).rejects.toMatchObject({ code: 'CANCELLED' });
  const stillRunning = `SELECT count(*) FROM pg_stat_activity
    WHERE application_name = 'lingering' AND state = 'active' AND pid <> pg_backend_pid()`;
  expect(await ask(pool, (connection) => connection.run({ ...request, sql: stillRunning }))).toMatchObject({
    rows: [['0']],
  });
  await pool.close();
});

test('what lingers does not hold up a shutdown [A12]', async () => {
  const pool = createPool(busy);
  await expect(abandon(pool, 20)).rejects.toMatchObject({ code: 'CANCELLED' });
  await pool.close();
});

test('a server that does not even answer a cancel is not waited for [G8]', async () => {
  const pool = createPool(silent);
  await expect(abandon(pool, 60)).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await ask(pool, (connection) => connection.run({ ...request, sql: 'SELECT 1' }))).toMatchObject({
    rows: [['1']],
  });
  await pool.close();
});
