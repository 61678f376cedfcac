import { afterEach, expect, test, vi } from 'vitest';
import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

let sandbox: Sandbox;
let server: RunningProgram;
let client: TestClient;
async function start(): Promise<void> {
  sandbox = await startDisposableSandbox();
  server = await runProgram({ ...sandbox, databases: { orders: 'orders', billing: 'billing' } });
  client = await connectClient('sdk-2-auto', server.http);
}
afterEach(async () => {
  await client?.close();
  await server?.close();
  await sandbox?.close();
});

const query = () => client.call('query_replica', { target: 'orders', sql: 'SELECT count(*) FROM app.orders' });
async function ready(): Promise<{ status: number; checks: Record<string, string> }> {
  const response = await fetch(`${server.origin}/ready`);
  const { checks } = (await response.json()) as { checks: Record<string, string> };
  return { status: response.status, checks };
}

test(
  'a replica promoted while clients query is refused by the next call, and /ready says so [G2]',
  { timeout: 60_000 },
  async () => {
    await start();
    expect(await query()).toMatchObject({ ok: true });
    expect((await ready()).status).toBe(200);
    const during = Array.from({ length: 40 }, query);
    await sandbox.promoteReplica();
    const codes = (await Promise.all(during)).map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(['ok', 'NOT_A_REPLICA', 'UPSTREAM_UNAVAILABLE']).toEqual(expect.arrayContaining(codes));
    expect(await query()).toMatchObject({ ok: false, code: 'NOT_A_REPLICA', error: { retryable: false } });
    await vi.waitFor(async () => expect((await ready()).status).toBe(503), { timeout: 8_000, interval: 200 });
    expect((await ready()).checks['target orders']).toContain('primary');
    const listed = await client.call('list_targets');
    expect(JSON.stringify(listed)).toContain('"status":"refused"');
  },
);

test(
  'a stopped replica is a clear error at once, and service resumes by itself when it returns [G2]',
  { timeout: 60_000 },
  async () => {
    await start();
    expect(await query()).toMatchObject({ ok: true });
    await sandbox.stopReplica();
    const down = await query();
    expect(down).toMatchObject({ ok: false, code: 'UPSTREAM_UNAVAILABLE', error: { retryable: true } });
    expect(JSON.stringify(down)).not.toMatch(/127\.0\.0\.1|ECONN|mcp_agent/);
    await vi.waitFor(async () => expect((await ready()).status).toBe(503), { timeout: 8_000, interval: 200 });
    await sandbox.startReplica();
    await vi.waitFor(async () => expect(await query()).toMatchObject({ ok: true }), { timeout: 10_000, interval: 100 });
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), { timeout: 10_000, interval: 200 });
  },
);
