import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { clientKinds, connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runAgentsProgram, type AgentsProgram } from './agents-program.stress.fixture.ts';

const idleMs = 20_000;
const crowdMs = 60_000;
const honestAgents = 25;
const hostileAgents = 25;
const idleAgents = 3;
/** What a model takes between an answer and its next question: anything between these. */
const [shortestThoughtMs, longestThoughtMs] = [250, 750];
const impatienceMs = 1_500;

const honest: readonly (readonly [tool: string, args: Record<string, unknown>])[] = [
  ['query_replica', { sql: 'SELECT id, status, placed_at FROM app.orders WHERE id = 4711' }],
  ['query_replica', { sql: 'SELECT status, count(*) FROM app.orders GROUP BY status ORDER BY 2 DESC' }],
  ['query_replica', { sql: 'SELECT * FROM app.customers ORDER BY id DESC LIMIT 20' }],
  ['query_replica', { sql: `SELECT pid, state, wait_event FROM pg_stat_activity WHERE state <> 'idle'` }],
  ['explain_query', { sql: 'SELECT * FROM app.orders WHERE id = 4711' }],
  ['search_schema', { query: 'customer' }],
];

const endless = 'SELECT count(*) FROM pg_attribute a, pg_attribute b, pg_attribute c';
const hostile: readonly string[] = [
  endless,
  "SELECT g, md5(g::text), repeat('x', 500) FROM generate_series(1, 5000000) g",
  'SELECT a.attname, b.attname FROM pg_attribute a, pg_attribute b ORDER BY 1, 2',
  "SELECT repeat('x', 100000000)",
  'DELETE FROM app.orders',
  'SELECT pg_sleep(30)',
  `SELECT ${'('.repeat(2_000)}1${')'.repeat(2_000)}`,
  'SELECT nope FROM app.orders',
];

let sandbox: SharedSandbox;
let server: AgentsProgram;
let observer: Client;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  observer = new Client({ ...sandbox.replica, ...sandbox.admin, database: 'orders' });
  await observer.connect();
});
afterAll(async () => {
  await observer?.end();
});
beforeEach(async () => {
  server = await runAgentsProgram({ ...sandbox, databases: { orders: 'orders' } });
});
afterEach(async () => {
  await server?.close();
});

/** Connections of their own, of every kind of client. */
const connectAgents = (name: (index: number) => string, count: number): Promise<readonly TestClient[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      connectClient(clientKinds[index % clientKinds.length] ?? 'sdk-1', {
        kind: 'http',
        url: server.url,
        token: name(index),
      }),
    ),
  );

/** Lets all of them ask until they have had `forMs`, then closes them. */
async function runAgents(
  clients: readonly TestClient[],
  forMs: number,
  turn: (client: TestClient, number: number) => Promise<void>,
): Promise<void> {
  const until = Date.now() + forMs;
  const agents = clients.map(async (client, index) => {
    for (let number = index; Date.now() < until; number += 1) await turn(client, number);
    await client.close();
  });
  await Promise.all(agents);
}

/** Asks like an engineer, and keeps the time of every answer in `durations`; a refusal or failure goes to `failures`. */
const askHonestly = (durations: number[], failures: string[]) => async (client: TestClient, number: number) => {
  const [tool, args] = honest[number % honest.length] ?? ['list_targets', {}];
  const start = performance.now();
  const answer = await client.call(tool, { target: 'orders', ...args });
  durations.push(performance.now() - start);
  if (!answer.ok) failures.push(answer.code);
  await pause(randomInt(shortestThoughtMs, longestThoughtMs));
};

/** Asks again as soon as it is answered; every third time it loses its patience. */
async function attack(client: TestClient, number: number): Promise<void> {
  const signal = number % 3 === 0 ? { signal: AbortSignal.timeout(impatienceMs) } : {};
  // No statement comes twice.
  const sql = `${hostile[number % hostile.length]} -- ${randomUUID()}`;
  await client.callRaw('query_replica', { target: 'orders', sql, max_rows: 1_000 }, signal).catch(() => {});
}

const p95 = (durations: readonly number[]) =>
  durations.toSorted((a, b) => a - b)[Math.floor(durations.length * 0.95)] ?? Infinity;

/** What is busy, locked or spilled on the replica in the name of the agents. */
const leftovers = async (): Promise<unknown> => {
  const { rows } = await observer.query(
    `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE usename = $1 AND state <> 'idle') AS busy,
            (SELECT count(*)::int FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE usename = $1) AS locks,
            (SELECT count(*)::int FROM pg_ls_tmpdir()) AS files`,
    [sandbox.agent.user],
  );
  return rows;
};

test.each([
  ['each known by its own name', (kind: string) => (index: number) => `${kind}-${index}`],
  ['all known by one name, as without authentication', () => () => 'everybody'],
])('honest agents among hostile ones are answered, and nothing is left: %s [G8]', async (_, name) => {
  const alone: number[] = [];
  const failures: string[] = [];
  await runAgents(await connectAgents(name('warm'), idleAgents), 3_000, askHonestly([], failures));
  await runAgents(await connectAgents(name('idle'), idleAgents), idleMs, askHonestly(alone, failures));
  expect(failures).toEqual([]);

  const crowded: number[] = [];
  const honestClients = await connectAgents(name('honest'), honestAgents);
  const hostileClients = await connectAgents(name('hostile'), hostileAgents);
  await Promise.all([
    runAgents(honestClients, crowdMs, askHonestly(crowded, failures)),
    runAgents(hostileClients, crowdMs, attack),
  ]);
  const figures = { idleP95: p95(alone), crowdedP95: p95(crowded), idle: alone.length, crowded: crowded.length };
  process.stdout.write(`${JSON.stringify({ ...figures, failed: failures.length })}\n`);

  await vi.waitFor(async () => expect(await leftovers()).toEqual([{ busy: 0, locks: 0, files: 0 }]), {
    timeout: 1_000,
  });
  expect(failures.filter((code) => code !== 'OVERLOADED')).toEqual([]);
  expect(failures.length).toBeLessThan(crowded.length / 100);
});
