import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openAdmin, sandboxSource, type Overrides } from '../targets/sandbox-target.test.fixture.ts';
import { openFakePooler, withoutOptions } from './fake-pooler.test.fixture.ts';
import { inspectTarget, openConnection } from './open-connection.ts';
import type { ReplicaConnection } from './replica-connection.ts';

const { signal } = new AbortController();
const role = 'canary_role';
const password = 'canary-password';

let sandbox: SharedSandbox;
let admin: Client;
const opened: ReplicaConnection[] = [];

beforeAll(async () => {
  sandbox = await sharedSandbox();
  admin = await openAdmin(sandbox, 'primary');
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((connection) => connection.close()));
  await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`).catch(() => undefined);
});

afterAll(() => admin.end());

async function open(overrides: Overrides = {}): Promise<ReplicaConnection> {
  const connection = await openConnection(sandboxSource(sandbox, overrides), signal);
  opened.push(connection);
  return connection;
}

async function show(connection: ReplicaConnection): Promise<readonly (string | null)[] | undefined> {
  const { rows } = await connection.run({
    sql: `SELECT current_setting('default_transaction_read_only'), current_setting('transaction_read_only'),
      current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),
      current_setting('standard_conforming_strings'), current_setting('work_mem'),
      current_setting('max_parallel_workers_per_gather'), current_setting('jit'), current_setting('application_name')`,
    values: [],
    maxRows: 1,
    maxBytes: 10_000,
    timeoutMs: 5_000,
    applicationName: 'mcp-chassis/test',
    signal,
  });
  return rows[0];
}

test('every connection has the guardrails, not just the first, and keeps them after use [G3]', async () => {
  const expected = ['on', 'on', '1s', '10s', 'on', '16MB', '0', 'off', 'mcp-chassis/test'];
  for (const connection of [await open(), await open(), await open()]) {
    expect(await show(connection)).toEqual(expected);
    expect(await connection.isReusable()).toBe(true);
    expect(await show(connection)).toEqual(expected);
  }
});

test('says who connects before an agent is known [G3]', async () => {
  await open();
  const replica = await openAdmin(sandbox, 'replica');
  const { rows } = await replica.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'mcp-chassis/orders'`);
  await replica.end();
  expect(rows.length).toBeGreaterThan(0);
});

test('refuses a connection on which the guardrails did not take [G3]', async () => {
  const pooler = await openFakePooler(sandbox.replica, { startup: withoutOptions });
  const error: unknown = await open({ config: { host: pooler.host, port: pooler.port } }).catch(
    (thrown: unknown) => thrown,
  );
  pooler.close();
  expect(error).toMatchObject({
    code: 'TARGET_REFUSED',
    message: expect.stringMatching(
      /^Target orders: its session settings did not take \(default_transaction_read_only, statement_timeout, lock_timeout/,
    ) as string,
  });
});

test('refuses a primary [G2]', async () => {
  await expect(open({ config: sandbox.primary })).rejects.toMatchObject({
    code: 'NOT_A_REPLICA',
    message: 'Target orders: it is a primary, not a replica, so it is not queried.',
  });
});

test('finds nothing wrong with the least-privilege role [G3]', async () => {
  const findings = await inspectTarget(sandboxSource(sandbox), signal);
  expect(findings).toEqual([]);
});

test('finds nothing wrong with what Postgres lets all roles execute before 17 [G3]', async () => {
  const database = await sandbox.createDatabase({ template: 'orders' });
  const setup = await openAdmin(sandbox, 'primary', database.name);
  await setup.query(`SET allow_system_table_mods = on;
    CREATE FUNCTION pg_catalog.pg_read_file_old(text, bigint, bigint) RETURNS text LANGUAGE sql RETURN NULL`);
  await setup.end();
  await sandbox.waitForReplay();
  const findings = await inspectTarget(sandboxSource(sandbox, { config: { database: database.name } }), signal);
  await database.drop();
  expect(findings).toEqual([]);
});

test.each([
  [
    'is a superuser',
    'ALTER ROLE canary_role SUPERUSER',
    'its login role is a superuser',
    'ALTER ROLE canary_role NOSUPERUSER;',
  ],
  [
    'bypasses row security',
    'ALTER ROLE canary_role BYPASSRLS',
    'its login role can bypass row security',
    'ALTER ROLE canary_role NOBYPASSRLS;',
  ],
  [
    'replicates',
    'ALTER ROLE canary_role REPLICATION',
    'its login role can replicate',
    'ALTER ROLE canary_role NOREPLICATION;',
  ],
  [
    'creates roles',
    'ALTER ROLE canary_role CREATEROLE',
    'its login role can create roles',
    'ALTER ROLE canary_role NOCREATEROLE;',
  ],
  [
    'creates databases',
    'ALTER ROLE canary_role CREATEDB',
    'its login role can create databases',
    'ALTER ROLE canary_role NOCREATEDB;',
  ],
  [
    'reads files',
    'GRANT pg_read_server_files TO canary_role',
    'its login role has the privileges of pg_read_server_files',
    'REVOKE pg_read_server_files FROM canary_role;',
  ],
  [
    'writes files',
    'GRANT pg_write_server_files TO canary_role',
    'its login role has the privileges of pg_write_server_files',
    'REVOKE pg_write_server_files FROM canary_role;',
  ],
  [
    'runs programs',
    'GRANT pg_execute_server_program TO canary_role',
    'its login role has the privileges of pg_execute_server_program',
    'REVOKE pg_execute_server_program FROM canary_role;',
  ],
  [
    'writes all data',
    'GRANT pg_write_all_data TO canary_role',
    'its login role has the privileges of pg_write_all_data',
    'REVOKE pg_write_all_data FROM canary_role;',
  ],
  [
    'ends sessions',
    'GRANT pg_signal_backend TO canary_role WITH INHERIT FALSE',
    'its login role has the privileges of pg_signal_backend',
    'REVOKE pg_signal_backend FROM canary_role;',
  ],
  [
    'may read a file by a function',
    'GRANT EXECUTE ON FUNCTION pg_read_file(text) TO canary_role',
    `its login role may run pg_read_file(text), which reaches the server's files`,
    'REVOKE EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) FROM canary_role, PUBLIC;',
  ],
])('refuses a role that %s, and says how to mend it [G3]', async (_what, grant, problem, fix) => {
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'; ${grant}`);
  await sandbox.waitForReplay();
  const overrides = { config: { user: role }, password };
  const error: unknown = await open(overrides).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'TARGET_REFUSED', message: `Target orders: ${problem}.` });
  const findings = await inspectTarget(sandboxSource(sandbox, overrides), signal);
  expect(findings).toContainEqual({ severity: 'refuse', code: 'TARGET_REFUSED', problem, fix });
});

test('refuses a role that may write to a table, and warns of one that may create objects [G3]', async () => {
  const database = await sandbox.createDatabase({ template: 'orders' });
  const owner = await openAdmin(sandbox, 'primary', database.name);
  await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'; CREATE TABLE public.canary_table (id int);
    GRANT SELECT, UPDATE (id) ON public.canary_table TO ${role}; GRANT CREATE ON SCHEMA public TO ${role}`);
  await sandbox.waitForReplay();
  const overrides = { config: { user: role, database: database.name }, password };
  const findings = await inspectTarget(sandboxSource(sandbox, overrides), signal);
  await owner.query(`DROP OWNED BY ${role}`);
  await owner.end();
  await database.drop();
  expect(findings).toEqual([
    {
      severity: 'refuse',
      code: 'TARGET_REFUSED',
      problem: 'its login role may write to tables in schema public',
      fix: 'REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM canary_role, PUBLIC;',
    },
    {
      severity: 'warn',
      code: 'TARGET_REFUSED',
      problem: 'its login role may create objects in schema public',
      fix: 'REVOKE CREATE ON SCHEMA public FROM canary_role, PUBLIC;',
    },
  ]);
});

test('warns of a role whose queries may fill the disk, with a fix that works [G8]', async () => {
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'; ALTER ROLE ${role} SET temp_file_limit = -1`);
  await sandbox.waitForReplay();
  const inspect = () => inspectTarget(sandboxSource(sandbox, { config: { user: role }, password }), signal);
  const fix = `ALTER ROLE canary_role SET temp_file_limit = '1GB';`;
  const problem = 'a query of its login role may fill the disk with temporary files';
  expect(await inspect()).toContainEqual({ severity: 'warn', code: 'TARGET_REFUSED', problem, fix });
  await admin.query(fix);
  await sandbox.waitForReplay();
  expect(JSON.stringify(await inspect())).not.toContain(problem);
});

test('warns of a role that sees every setting [G3]', async () => {
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'; GRANT pg_monitor TO ${role}`);
  await sandbox.waitForReplay();
  const findings = await inspectTarget(sandboxSource(sandbox, { config: { user: role }, password }), signal);
  expect(findings).toContainEqual({
    severity: 'warn',
    code: 'TARGET_REFUSED',
    problem:
      'its login role has the privileges of pg_monitor and sees every setting, how the replica connects among them',
    fix: 'REVOKE pg_monitor FROM canary_role; GRANT pg_read_all_stats TO canary_role;',
  });
});

test('refuses a role that can become a superuser [G3]', async () => {
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'; CREATE ROLE canary_boss SUPERUSER;
    GRANT canary_boss TO ${role} WITH INHERIT FALSE, SET TRUE`);
  await sandbox.waitForReplay();
  const findings = await inspectTarget(sandboxSource(sandbox, { config: { user: role }, password }), signal);
  await admin.query('DROP ROLE canary_boss');
  expect(findings).toContainEqual({
    severity: 'refuse',
    code: 'TARGET_REFUSED',
    problem: 'its login role can become a superuser',
    fix: 'REVOKE canary_boss FROM canary_role;',
  });
});

test.each([
  ['the password is wrong', { password: 'canary-wrong' }, 'the database refused the login'],
  ['the role does not exist', { config: { user: 'canary_nobody' } }, 'the database refused the login'],
  ['the database does not exist', { config: { database: 'canary_none' } }, 'its database does not exist'],
  ['nothing listens there', { config: { port: 1 } }, 'nothing answers there'],
  ['it does not speak TLS', { config: { tls: 'verify-full' as const } }, 'it does not speak TLS'],
  [
    'the secret is gone',
    { config: { password: { kind: 'env' as const, name: 'CANARY' } } },
    'The credential this server logs in with is empty',
  ],
])('says so when %s, without host, role or password [A7]', async (_case, overrides: Overrides, problem) => {
  const error: unknown = await open(overrides).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', message: `Target orders: ${problem}.` });
  expect(String(error)).not.toMatch(/canary|127\.0\.0\.1/);
  expect(await inspectTarget(sandboxSource(sandbox, overrides), signal)).toMatchObject([
    { severity: 'refuse', code: 'UPSTREAM_UNAVAILABLE', problem },
  ]);
});

test('gives up at once when the caller does [G8]', async () => {
  await expect(openConnection(sandboxSource(sandbox), AbortSignal.abort())).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
