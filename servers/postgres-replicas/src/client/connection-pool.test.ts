import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { sandboxSource } from '../targets/sandbox-target.test.fixture.ts';
import { createConnectionPool, type ConnectionPool, type PoolOptions } from './connection-pool.ts';
import { openConnection } from './open-connection.ts';
import type { ReplicaConnection } from './replica-connection.ts';

const { signal } = new AbortController();
const by = (agent: string) => ({ agent, statement: agent, signal });

let sandbox: SharedSandbox;
let pool: ConnectionPool;
let opened = 0;

beforeAll(async () => {
  sandbox = await sharedSandbox();
});

afterEach(() => pool.close());

function createPool(options: Partial<PoolOptions> = {}): ConnectionPool {
  opened = 0;
  const open = (giveUp: AbortSignal) => {
    opened += 1;
    return openConnection(sandboxSource(sandbox), giveUp);
  };
  pool = createConnectionPool({ open, size: 2, perAgent: 2, slow: 2, slowAfterMs: 100, waitMs: 25_000, ...options });
  return pool;
}

async function backendPid(
  connection: ReplicaConnection,
  giveUp = signal,
  seconds = '0.02',
): Promise<string | null | undefined> {
  const { rows } = await connection.run({
    sql: 'SELECT pg_backend_pid() FROM pg_sleep($1)',
    values: [seconds],
    maxRows: 1,
    maxBytes: 10_000,
    timeoutMs: 25_000,
    applicationName: 'pool-test',
    signal: giveUp,
  });
  return rows[0]?.[0];
}

test('never has more connections than its size, and uses them again [G8]', async () => {
  createPool();
  const pids = await Promise.all(
    Array.from({ length: 10 }, () => pool.use(by('a'), (connection) => backendPid(connection))),
  );
  expect(new Set(pids).size).toBe(2);
  expect(opened).toBe(2);
});

test('drops a connection whose query was cancelled, and opens another [G8]', async () => {
  createPool({ size: 1 });
  const first = await pool.use(by('a'), (connection) => backendPid(connection));
  const caller = new AbortController();
  const cancelled = pool.use(by('a'), (connection) => {
    const answer = backendPid(connection, caller.signal, '60');
    caller.abort();
    return answer;
  });
  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await pool.use(by('a'), (connection) => backendPid(connection))).not.toBe(first);
  expect(opened).toBe(2);
});

test('drops a connection that broke while it was idle [G2]', async () => {
  createPool({ size: 1 });
  const [first, ended] = await pool.use(
    by('a'),
    async (connection) => [await backendPid(connection), connection] as const,
  );
  ended.destroy();
  await ended.ended;
  expect(await pool.use(by('a'), (connection) => backendPid(connection))).not.toBe(first);
});

test('opens new connections after what the old ones proved is void [G2]', async () => {
  createPool({ size: 1 });
  const first = await pool.use(by('a'), (connection) => {
    pool.invalidate();
    return backendPid(connection);
  });
  expect(await pool.use(by('a'), (connection) => backendPid(connection))).not.toBe(first);
});

test('answers an agent with one query while another has many that are slow [G8]', async () => {
  createPool({ size: 2, perAgent: 1 });
  const caller = new AbortController();
  const greedy = Array.from({ length: 10 }, () =>
    pool.use({ ...by('greedy'), signal: caller.signal }, (connection) => backendPid(connection, caller.signal, '60')),
  );
  expect(await pool.use(by('modest'), (connection) => backendPid(connection))).toMatch(/^\d+$/);
  expect(opened).toBe(2);
  caller.abort();
  const outcomes = await Promise.allSettled(greedy);
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
});

test('refuses a call when the queue is full [G8]', async () => {
  createPool({ size: 1, perAgent: 1 });
  const caller = new AbortController();
  const calls = Array.from({ length: 18 }, () =>
    pool.use({ ...by('a'), signal: caller.signal }, (connection) => backendPid(connection, caller.signal, '60')),
  );
  await expect(calls.at(-1)).rejects.toMatchObject({ code: 'OVERLOADED', retryable: true, retryAfterMs: 1_000 });
  caller.abort();
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
});

test('gives the place back when a connection cannot be opened [G8]', async () => {
  createPool({ size: 1, open: () => Promise.reject(new Error('no way')) });
  const attempt = () => pool.use(by('a'), (connection) => backendPid(connection));
  await expect(attempt()).rejects.toThrow('no way');
  await expect(attempt()).rejects.toThrow('no way');
});

test('waits for the query under way when it is closed, then takes no more [A12]', async () => {
  createPool();
  const answer = pool.use(by('a'), (connection) => backendPid(connection));
  const closed = pool.close();
  await closed;
  expect(await answer).toMatch(/^\d+$/);
  await expect(pool.use(by('a'), (connection) => backendPid(connection))).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
  });
});

test('a query that turns out slow while enough others are is stopped, and runs again when it is its turn [G8]', async () => {
  createPool({ size: 2, slow: 1, slowAfterMs: 50 });
  const slow = Promise.withResolvers<undefined>();
  const caller = new AbortController();
  const hog = pool
    .use({ ...by('hog'), signal: caller.signal }, (connection, stop) => {
      setTimeout(() => slow.resolve(undefined), 60);
      return backendPid(connection, stop, '60');
    })
    .catch((thrown: unknown) => thrown);
  await slow.promise;
  let runs = 0;
  const second = pool.use(by('second'), (connection, stop) => {
    runs += 1;
    if (runs === 2) return backendPid(connection, stop);
    stop.addEventListener('abort', () => caller.abort());
    return backendPid(connection, stop, '60');
  });
  expect(await second).toMatch(/^\d+$/);
  expect(runs).toBe(2);
  expect(await hog).toMatchObject({ code: 'CANCELLED' });
});
