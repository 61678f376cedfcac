import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openAdmin, openSandboxTarget } from '../targets/sandbox-target.test.fixture.ts';
import type { Target } from '../targets/target.ts';
import { execute } from './execute.ts';

const slowly = 'SELECT count(*) FROM app.conflicted CROSS JOIN (SELECT pg_sleep(1)) s';
const { signal } = new AbortController();

let sandbox: Sandbox;
let target: Target;
let primary: Client;
let replica: Client;

/** A standby that lets no query hold replication up, not even for a moment. */
beforeAll(async () => {
  sandbox = await startDisposableSandbox();
  replica = await openAdmin(sandbox, 'replica');
  await replica.query('ALTER SYSTEM SET max_standby_streaming_delay = 0');
  await replica.query('ALTER SYSTEM SET hot_standby_feedback = off');
  await replica.query('SELECT pg_reload_conf()');
  primary = await openAdmin(sandbox, 'primary');
  while (await isHeldBack()) await new Promise((resolve) => setImmediate(resolve));
  await primary.query('CREATE TABLE app.conflicted AS SELECT n FROM generate_series(1, 1000) n');
  await primary.query(`GRANT SELECT ON app.conflicted TO ${sandbox.agent.user}`);
  await sandbox.waitForReplay();
  target = openSandboxTarget(sandbox);
});

afterAll(async () => {
  await primary?.end();
  await replica?.end();
  await target?.close();
  await sandbox?.close();
});

/** Whether the primary keeps rows for the standby's queries still. */
async function isHeldBack(): Promise<boolean> {
  const { rows } = await primary.query<{ xmin: string | null }>('SELECT xmin::text FROM pg_replication_slots');
  return rows.some(({ xmin }) => xmin !== null);
}

/** Polls until a query runs that is not `before`; says when it began. The test's own time limit ends it. */
async function untilRunning(agent: string, before = ''): Promise<string> {
  for (;;) {
    const { rows } = await replica.query<{ began: string }>(
      `SELECT query_start::text AS began FROM pg_stat_activity WHERE state = 'active' AND application_name = $1
         AND wait_event = 'PgSleep' AND query_start::text <> $2`,
      [`mcp-chassis/${agent}`, before],
    );
    if (rows[0] !== undefined) return rows[0].began;
  }
}

async function vacuum(): Promise<void> {
  await primary.query('DELETE FROM app.conflicted WHERE n % 2 = 0');
  await primary.query('INSERT INTO app.conflicted SELECT n FROM generate_series(2, 1000, 2) n');
  await primary.query('VACUUM app.conflicted');
}

test.each([
  ['snapshot', 'VACUUM removes rows it may see', vacuum],
  ['lock', 'a migration locks its table', () => primary.query('ALTER TABLE app.conflicted ADD COLUMN more int')],
] as const)('a query cancelled by a %s conflict, as %s, is run once more [G8]', async (kind, _why, disturb) => {
  const answer = ask(target, slowly, [], { agent: kind });
  const first = await untilRunning(kind);
  await disturb();
  await untilRunning(kind, first);
  expect((await answer).rows).toEqual([[1000]]);
});

test('one that is cancelled again is explained, and the target is as well as before [G8] [A7]', async () => {
  const outcome = ask(target, slowly, [], { agent: 'twice' }).catch((thrown: unknown) => thrown);
  const first = await untilRunning('twice');
  await vacuum();
  await untilRunning('twice', first);
  await vacuum();
  expect(await outcome).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    message: expect.stringMatching(/in the way of replication.*shorter range/) as string,
    details: { sqlstate: '40001' },
  });
  expect((await target.probe(signal)).state).toEqual({ status: 'ok' });
});

test('one that has not as much time left as it took is not run again [A9]', async () => {
  let isOver = false;
  const statement = { sql: slowly, values: [], maxRows: 1, maxBytes: 10_000, agent: 'late', signal };
  const outcome = execute(target, {
    ...statement,
    get deadline() {
      return Date.now() + (isOver ? 0 : 25_000);
    },
  }).catch((thrown: unknown) => thrown);
  await untilRunning('late');
  isOver = true;
  await vacuum();
  expect(await outcome).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', details: { sqlstate: '40001' } });
});

test('a wait for a lock that replication holds ends with its reason [G8] [A7]', async () => {
  const migration = await openAdmin(sandbox, 'primary');
  await migration.query('BEGIN; LOCK TABLE app.conflicted IN ACCESS EXCLUSIVE MODE');
  await primary.query('CREATE TABLE app.later (n int)');
  await sandbox.waitForReplay();
  const outcome = await ask(target, 'SELECT count(*) FROM app.conflicted').catch((thrown: unknown) => thrown);
  await migration.query('ROLLBACK');
  await migration.end();
  expect(outcome).toMatchObject({
    code: 'TIMEOUT',
    retryable: true,
    message: expect.stringContaining('a lock on what it reads') as string,
    details: { sqlstate: '55P03' },
  });
});
