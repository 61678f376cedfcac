import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { clientKinds, connectClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

const soakMs = 60_000;
const agents = 50;
const kills = 20;

let sandbox: SharedSandbox;
let server: RunningProgram;
beforeEach(async () => {
  sandbox = await sharedSandbox();
  server = await runProgram({ ...sandbox, databases: { orders: 'orders' } });
});
afterEach(() => server.close());

const residentMiB = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

const statements = [
  'SELECT count(*) FROM app.orders',
  'SELECT * FROM app.customers ORDER BY id LIMIT 50',
  'DELETE FROM app.orders',
  'SELECT nope FROM app.orders',
  "SELECT repeat('x', 3000000)",
  'SELECT g FROM generate_series(1, 100000) g',
];

test('fifty agents for a minute leave no session busy and no memory behind [G8]', async () => {
  const clients = await Promise.all(
    Array.from({ length: agents }, (_, i) =>
      connectClient(clientKinds[i % clientKinds.length] ?? 'sdk-1', server.http),
    ),
  );
  const codes = new Map<string, number>();
  const until = Date.now() + soakMs;
  let settled: number | undefined;
  const work = clients.map(async (client, who) => {
    for (let i = who; Date.now() < until; i += 1) {
      if (settled === undefined && Date.now() > until - soakMs / 2) settled = residentMiB(server.pid);
      const answer = await client.call('query_replica', { target: 'orders', sql: statements[i % statements.length] });
      const code = answer.ok ? 'ok' : answer.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  });
  await Promise.all(work);
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries(codes))}, ${Math.round(residentMiB(server.pid))} MiB resident\n`,
  );
  expect(
    [...codes.keys()].filter((code) => !['ok', 'QUERY_REFUSED', 'QUERY_FAILED', 'OVERLOADED'].includes(code)),
  ).toEqual([]);
  expect(codes.get('ok') ?? 0).toBeGreaterThan(codes.get('QUERY_REFUSED') ?? Infinity);
  expect(residentMiB(server.pid) - (settled ?? 0)).toBeLessThan(64);
  const admin = new Client({ ...sandbox.replica, ...sandbox.admin, database: 'orders' });
  await admin.connect();
  const { rows } = await admin.query(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = $1 AND state <> 'idle'",
    [sandbox.agent.user],
  );
  await admin.end();
  expect(rows).toEqual([{ n: 0 }]);
  await Promise.all(clients.map((client) => client.close()));
});

test('kill -9 under load loses the record of no answered call [C4]', async () => {
  const errorIds: string[] = [];
  const recorded = new Set<unknown>();
  for (let round = 0; round < kills; round += 1) {
    const program = round === 0 ? server : await runProgram({ ...sandbox, databases: { orders: 'orders' } });
    const clients = await Promise.all(Array.from({ length: 8 }, () => connectClient('sdk-2-legacy', program.http)));
    // Refused statements are answered with their call's id.
    const load = clients.map(async (client) => {
      for (;;) {
        const answer = await client.call('query_replica', { target: 'orders', sql: 'DELETE FROM app.orders' });
        if (!answer.ok) errorIds.push(String(answer.error['error_id']));
      }
    });
    const ended = Promise.allSettled(load);
    const enough = errorIds.length + 50 + Math.floor(Math.random() * 200);
    await new Promise<void>((resolve) => {
      const look = () => (errorIds.length >= enough ? resolve() : setImmediate(look));
      look();
    });
    program.child.kill('SIGKILL');
    // A client that lost its stream waits for it to come back, unless it is closed.
    await Promise.all(clients.map((client) => client.close().catch(() => {})));
    await ended;
    for (const record of await program.readAudit()) recorded.add(record['call_id']);
    if (round > 0) await program.close();
  }
  expect(errorIds.length).toBeGreaterThan(kills * 50);
  expect(errorIds.filter((id) => !recorded.has(id))).toEqual([]);
});
