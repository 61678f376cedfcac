import type { SharedSandbox } from '@mcp-chassis/sandbox/testing';
import type { SampleCall } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';

const canaryMail = 'canary.person@leak-test.example.org';
const canaryPassword = 'Canary-Pa55word-9182';
const canaryUser = 'canary_login_4411';
const canaryHost = 'canary-db-7.internal.example.org';

/** Values in the data, the configuration and the arguments, that must appear nowhere. */
export const canaries: readonly string[] = [canaryMail, canaryPassword, canaryHost, canaryUser];

/** A target that is not there, for the configuration. */
export const canaryTarget = `  gone: { host: ${canaryHost}, port: 5432, database: x, user: ${canaryUser}, password: 'file:./password' }\n`;

/** A database with canaries in it. Drop it. */
export async function openCanaryDatabase(sandbox: SharedSandbox) {
  const database = await sandbox.createDatabase({ template: 'orders' });
  const admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: database.name });
  await admin.connect();
  await admin.query('create table app.canaries (id int, note text, payload jsonb, tags text[])');
  await admin.query('insert into app.canaries values (1, $1, $2, $3)', [
    `reset mail to ${canaryMail}, password=${canaryPassword}`,
    JSON.stringify({ contact: { mail: canaryMail }, dsn: `postgres://app:${canaryPassword}@${canaryHost}:5432/x` }),
    [canaryMail],
  ]);
  await admin.query('grant select on app.canaries to mcp_agent');
  await admin.end();
  await sandbox.waitForReplay();
  return database;
}

const without =
  (...keys: readonly string[]) =>
  (value: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

const query = (sql: string, expect = 'ok', params: readonly (string | number | null)[] = []): SampleCall => ({
  tool: 'query_replica',
  args: { target: 'orders', sql, params },
  expect,
  stable: without('as_of'),
});

/** A call per tool and per kind of refusal, on the targets `orders`, `missing` and `gone`. */
export const canarySamples: readonly SampleCall[] = [
  { tool: 'list_targets', args: {}, expect: 'ok', stable: () => 'state' },
  { tool: 'search_schema', args: { target: 'orders', query: 'customer' }, expect: 'ok' },
  query('SELECT note, payload, tags FROM app.canaries'),
  query('SELECT note AS n, payload::text AS p, tags[1] AS t, to_jsonb(c) AS j FROM app.canaries c'),
  query('SELECT id, total, status, placed_at FROM app.orders ORDER BY id LIMIT 5'),
  query('SELECT $1::text AS mail, $2::int AS n', 'ok', [canaryMail, 5]),
  query('DELETE FROM app.orders', 'QUERY_REFUSED'),
  query(`SELECT note::int FROM app.canaries`, 'QUERY_FAILED'),
  query(`SELECT '${canaryMail}'::int`, 'QUERY_FAILED'),
  query(`SELECT nope FROM app.canaries -- ${canaryMail}`, 'QUERY_FAILED'),
  { tool: 'query_replica', args: { target: 'nowhere', sql: 'SELECT 1' }, expect: 'NOT_FOUND' },
  { tool: 'query_replica', args: { target: 'missing', sql: 'SELECT 1' }, expect: 'UPSTREAM_UNAVAILABLE' },
  { tool: 'query_replica', args: { target: 'gone', sql: 'SELECT 1' }, expect: 'UPSTREAM_UNAVAILABLE' },
  { tool: 'query_replica', args: { target: 'orders', sql: 'SELECT 1', max_rows: 1_001 }, expect: 'INVALID_INPUT' },
  {
    tool: 'explain_query',
    args: { target: 'orders', sql: `SELECT * FROM app.canaries WHERE note = '${canaryMail}'` },
    expect: 'ok',
  },
  { tool: 'get_replica_health', args: { target: 'orders' }, expect: 'ok', stable: () => 'state' },
];
