import { readFileSync } from 'node:fs';
import { Client, type QueryConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from './credentials.ts';
import type { Endpoint } from './sandbox-address.ts';
import { sharedSandbox, type SharedSandbox } from './testing.ts';

let sandbox: SharedSandbox;
const clients: Client[] = [];

async function connect(endpoint: Endpoint, role: Credentials, database: string): Promise<Client> {
  const client = new Client({ ...endpoint, ...role, database });
  clients.push(client);
  await client.connect();
  return client;
}

async function readValue(client: Client, sql: string): Promise<unknown> {
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
  return rows[0]?.[0];
}

beforeAll(async () => {
  sandbox = await sharedSandbox();
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
});

describe('the pair', () => {
  test('has a replica that is in recovery and streams from the primary [G2]', async () => {
    const replica = await connect(sandbox.replica, sandbox.agent, 'orders');
    expect(await readValue(replica, 'select pg_is_in_recovery()')).toBe(true);
    const primary = await connect(sandbox.primary, sandbox.admin, 'postgres');
    expect(await readValue(primary, 'select pg_is_in_recovery()')).toBe(false);
    expect(await readValue(primary, 'select array_agg(state) from pg_stat_replication')).toEqual(['streaming']);
  });

  test('listens on loopback only and wants a password', async () => {
    const admin = await connect(sandbox.primary, sandbox.admin, 'postgres');
    expect(await readValue(admin, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await readValue(admin, 'show unix_socket_directories')).toBe('');
    expect(await readValue(admin, 'select array_agg(distinct auth_method) from pg_hba_file_rules')).toEqual([
      'scram-sha-256',
    ]);
    const stranger = new Client({ ...sandbox.primary, user: 'postgres', password: 'guess', database: 'postgres' });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  test('serves four databases with more than 100,000 rows together [G1]', async () => {
    expect(sandbox.databases).toEqual(['orders', 'customers', 'billing', 'catalog']);
    const counts = await Promise.all(
      sandbox.databases.map(async (database) => {
        const client = await connect(sandbox.replica, sandbox.agent, database);
        const rows = await readValue(
          client,
          `select sum(reltuples) from pg_class where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information)'`,
        );
        return Number(rows);
      }),
    );
    expect(Math.min(...counts)).toBeGreaterThan(20_000);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(100_000);
  });
});

describe('the agent role', () => {
  test('is no superuser and has no privilege beyond reading [G3]', async () => {
    const admin = await connect(sandbox.primary, sandbox.admin, 'orders');
    const { rows } = await admin.query(
      'select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles where rolname = $1',
      [sandbox.agent.user],
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, rolbypassrls: false },
    ]);
    const memberships = await admin.query<{ rolname: string }>(
      `select rolname from pg_roles where pg_has_role($1, oid, 'member') and rolname <> $1`,
      [sandbox.agent.user],
    );
    expect(memberships.rows).toEqual([{ rolname: 'pg_read_all_stats' }]);
  });

  test.each([
    `insert into app.audit_events (actor) values ('x')`,
    `update app.orders set total = 0`,
    `delete from app.customers`,
    `truncate app.orders`,
    `create table app.mine (i int)`,
    `create table public.mine (i int)`,
    `create temporary table mine (i int)`,
    `select nextval('app.ticket_seq')`,
    `refresh materialized view app.mv_totals`,
    `select * from vault.signing_keys`,
    `select pg_read_file('/etc/hostname')`,
    `copy app.orders to program 'true'`,
  ])('may not even on the primary: %s [G3]', async (sql) => {
    const agent = await connect(sandbox.primary, sandbox.agent, 'orders');
    await expect(agent.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the orders database', () => {
  const statements = readFileSync(new URL('fixtures/legitimate-statements.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { group: string; sql: string });

  test.each(statements)('answers on the replica to a good query: $group: $sql [G7]', async ({ sql }) => {
    const agent = await connect(sandbox.replica, sandbox.agent, 'orders');
    const extended: QueryConfig & { readonly queryMode: 'extended' } = { text: sql, queryMode: 'extended' };
    const result = await agent.query(extended);
    expect(result.fields).toBeInstanceOf(Array);
  });

  test.each([
    ['names, in a view', 'select count(*) from app.customer_summary where orders > 0'],
    ['totals, in a materialized view', 'select count(*) from app.mv_totals'],
    ['people active on a day', `select count(*) from app.customers where active_during @> timestamptz '2024-06-15'`],
    ['e-mail in a column with an innocent name', `select count(*) from app.customers where reference like '%@%'`],
    ['e-mail in jsonb', `select count(*) from app.orders where shipping ->> 'notify' like '%@%'`],
    ['social security numbers in free text', `select count(*) from app.customers where notes like '%SSN ___-__-____%'`],
    ['vendor keys', `select count(*) from app.integration_tokens where token like 'ghp\\_%'`],
    ['a password among the top statements', `select count(*) from pg_stat_statements where query like '%Winter2024!%'`],
    ['e-mail in log lines', `select count(*) from ops.request_log where line like '%email=%@%'`],
  ])('holds %s', async (_what, sql) => {
    const agent = await connect(sandbox.replica, sandbox.agent, 'orders');
    expect(Number(await readValue(agent, sql))).toBeGreaterThan(0);
  });

  test('shows no credential of the cluster itself to the agent', async () => {
    const agent = await connect(sandbox.replica, sandbox.agent, 'orders');
    const { rows } = await agent.query<{ query: string }>('select query from pg_stat_statements');
    const statements = rows.map(({ query }) => query).join('\n');
    expect(statements).not.toContain(sandbox.agent.password);
    expect(statements).not.toContain(sandbox.admin.password);
    expect(statements).not.toContain('sandbox_replicator');
  });

  test('can run the traps a hostile query reaches for: purge deletes as its owner, read_secret reads the vault', async () => {
    const database = await sandbox.createDatabase({ template: 'orders' });
    const agent = await connect(sandbox.primary, sandbox.agent, database.name);
    expect(Number(await readValue(agent, 'select app.purge(0)'))).toBeGreaterThan(1_000);
    expect(await readValue(agent, 'select app.read_secret()')).toMatch(/^whsec_/);
    clients.splice(clients.indexOf(agent), 1);
    await agent.end();
    await database.drop();
  });
});

describe('a test database', () => {
  test('is on the replica as soon as it is made, shows what was written, and goes when dropped', async () => {
    const database = await sandbox.createDatabase({ template: 'orders' });
    const writer = await connect(sandbox.primary, sandbox.admin, database.name);
    await writer.query(`insert into app.audit_events (actor) values ('somebody new')`);
    await writer.query('create table app.fresh as select 7 as n');
    await sandbox.waitForReplay();

    const reader = await connect(sandbox.replica, sandbox.agent, database.name);
    const seen = `select count(*)::int from app.audit_events where actor = 'somebody new'`;
    expect(await readValue(reader, seen)).toBe(1);
    expect(await readValue(reader, 'select n from app.fresh')).toBe(7);
    const original = await connect(sandbox.replica, sandbox.agent, 'orders');
    expect(await readValue(original, seen)).toBe(0);

    for (const client of [writer, reader]) {
      clients.splice(clients.indexOf(client), 1);
      await client.end();
    }
    await database.drop();
    const late = new Client({ ...sandbox.replica, ...sandbox.agent, database: database.name });
    await expect(late.connect()).rejects.toMatchObject({ code: '3D000' });
  });
});
