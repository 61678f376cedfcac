import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import type { Client } from 'pg';
import { openAdmin } from '../targets/sandbox-target.test.fixture.ts';
import { runProgram, type RunningProgram } from '../testing/run-program.ts';

const mail = 'ada.lovelace@health.example';

let sandbox: SharedSandbox;
let server: RunningProgram;
let client: TestClient;
let holder: Client;
let waiter: Client;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  server = await runProgram({ ...sandbox, databases: { orders: 'orders' } });
  client = await connectClient('sdk-2-auto', server.http);
  holder = await openAdmin(sandbox, 'replica');
  waiter = await openAdmin(sandbox, 'replica');
});
afterAll(async () => {
  await waiter?.end();
  await holder?.end();
  await client?.close();
  await server?.close();
});

async function health(): Promise<Readonly<Record<string, unknown>>> {
  const answer = await client.call('get_replica_health', { target: 'orders' });
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

test('tells how replication, connections and the database are [G7]', async () => {
  expect(await health()).toMatchObject({
    version: expect.stringMatching(/^18\./) as unknown,
    replay: { paused: false, receiver: 'streaming', behind_bytes: expect.any(Number) as unknown },
    connections: { max: 100, total: expect.any(Number) as unknown },
    database: { deadlocks: 0, cache_hit_ratio: expect.any(Number) as unknown },
  });
});

test('tells which session waits for which, and scrubs what it runs [G7] [G9]', async () => {
  const { rows } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid, pg_advisory_lock(77)');
  const waiting = waiter.query(`SELECT pg_advisory_lock(77) /* for ${mail} */`);
  await vi.waitFor(async () => expect(await health()).toMatchObject({ blocked: [{ blocked_by: [rows[0]?.pid] }] }), {
    timeout: 5_000,
    interval: 20,
  });
  const { blocked } = await health();
  expect(JSON.stringify(blocked)).toContain('pg_advisory_lock');
  expect(JSON.stringify(blocked)).not.toContain(mail);
  await holder.query('SELECT pg_advisory_unlock(77)');
  await waiting;
  expect(await health()).toMatchObject({ blocked: [] });
});

test('counts sessions that hold a transaction open [G7]', async () => {
  const idle = async () => ((await health())['connections'] as { idle_in_transaction: number }).idle_in_transaction;
  await holder.query('BEGIN');
  await holder.query('SELECT 1');
  expect(await idle()).toBeGreaterThanOrEqual(1);
  await holder.query('ROLLBACK');
});

test('names at most five statements, the costliest first [G7]', async () => {
  const { top_statements: top } = (await health()) as { top_statements: readonly { total_ms: number }[] };
  const costs = top.map(({ total_ms }) => total_ms);
  expect(costs.length).toBeGreaterThan(0);
  expect(costs.length).toBeLessThanOrEqual(5);
  expect(costs).toEqual(costs.toSorted((a, b) => b - a));
});
