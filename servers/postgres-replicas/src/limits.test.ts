import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { clientKinds, connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

const mebibyte = 1_048_576;
// A cross join keeps no rows, so nothing but its time limit ends it.
const endless = 'SELECT count(*) FROM pg_attribute a, pg_attribute b, pg_attribute c, pg_attribute AS endless(g)';

const stoppedAtALimit = /RESULT_TOO_LARGE|"truncated":true|TIMEOUT/;

let sandbox: SharedSandbox;
let server: RunningProgram;
let client: TestClient;
let admin: Client;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  server = await runProgram({ ...sandbox, databases: { orders: 'orders' } });
  client = await connectClient('sdk-2-auto', server.http);
  admin = new Client({ ...sandbox.replica, ...sandbox.admin, database: 'orders' });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await client?.close();
  await server?.close();
});

const query = (sql: string, maxRows = 1_000) =>
  client.call('query_replica', { target: 'orders', sql, max_rows: maxRows });

/** The most memory the process ever had, in bytes. */
function peakMemory(pid: number): number {
  const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) * 1_024;
}

async function endlessQueries(): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%AS endless(g)%' AND pid <> pg_backend_pid()",
  );
  return rows[0]?.n ?? -1;
}
const isRunning = (n = 1) =>
  vi.waitFor(async () => expect(await endlessQueries()).toBe(n), { timeout: 5_000, interval: 20 });
const isGone = () => vi.waitFor(async () => expect(await endlessQueries()).toBe(0), { timeout: 1_000, interval: 20 });

describe('what a huge result costs', () => {
  test.skipIf(process.platform !== 'linux')(
    'five million rows and a cell of 1 GB stop at their limits, within 50 MB of memory [G8]',
    { timeout: 60_000 },
    async () => {
      for (let i = 0; i < 20; i += 1) await query('SELECT * FROM app.customers LIMIT 300', 300);
      const before = peakMemory(server.pid);
      const rows = await query("SELECT g, md5(g::text), repeat('x', 200) FROM generate_series(1, 5000000) g");
      expect(rows).toMatchObject({ ok: true, value: { truncated: true } });
      const cell = await query("SELECT repeat('x', 1000000000)");
      expect(JSON.stringify(cell)).toMatch(stoppedAtALimit);
      const many = await query("SELECT repeat('x', 50000000) FROM generate_series(1, 100)");
      expect(JSON.stringify(many)).toMatch(stoppedAtALimit);
      expect((peakMemory(server.pid) - before) / mebibyte).toBeLessThan(50);
      expect(await query('SELECT 1 AS alive')).toMatchObject({ ok: true, value: { rows: [[1]] } });
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'a few hundred queries leave the process small enough for a container of 256 MiB [H7]',
    { timeout: 60_000 },
    async () => {
      for (let i = 0; i < 300; i += 1) await query(`SELECT ${i}, count(*) FROM app.orders WHERE id < ${i}`);
      expect(peakMemory(server.pid) / mebibyte).toBeLessThan(256);
    },
  );

  test('every answer stays within its budget and says what it left out [A6]', async () => {
    const answer = await query('SELECT * FROM app.customers');
    if (!answer.ok) throw new Error(answer.message);
    expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(16_000);
    expect(answer.value).toMatchObject({ truncated: true, left_out: { by: 'budget' } });
  });
});

describe('a long query', () => {
  test.each(clientKinds.flatMap((kind) => (['http', 'stdio'] as const).map((transport) => ({ kind, transport }))))(
    'cancelled by $kind over $transport is gone from the replica within a second [G8]',
    async ({ kind, transport }) => {
      const impatient = await connectClient(kind, server[transport]);
      const abort = new AbortController();
      const call = impatient
        .callRaw('query_replica', { target: 'orders', sql: endless }, { signal: abort.signal })
        .catch(() => 'aborted');
      await isRunning();
      abort.abort(new Error('enough'));
      await isGone();
      expect(await call).toBe('aborted');
      await impatient.close();
    },
  );

  test('abandoned by a client that disconnects is gone within a second [G8]', async () => {
    const abort = new AbortController();
    const body = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'query_replica', arguments: { target: 'orders', sql: endless } },
    };
    const call = fetch(server.http.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify(body),
      signal: abort.signal,
    })
      .then((response) => response.text())
      .catch(() => 'aborted');
    await isRunning();
    abort.abort();
    await isGone();
    expect(await call).toBe('aborted');
  });

  test('abandoned by a client over stdio that is killed is gone within a second [G8]', async () => {
    const impatient = await connectClient('sdk-1', server.stdio);
    const call = impatient.callRaw('query_replica', { target: 'orders', sql: endless }).catch(() => 'closed');
    await isRunning();
    await impatient.close();
    await isGone();
    expect(await call).toBe('closed');
  });

  test('ends by itself at its limit, as TIMEOUT, and the replica is free again [A9]', { timeout: 20_000 }, async () => {
    const answer = await query(endless);
    expect(answer).toMatchObject({ ok: false, code: 'TIMEOUT' });
    await isGone();
  });
});
