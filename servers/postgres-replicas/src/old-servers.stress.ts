import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startOlderPair, waitForReplay } from '@mcp-chassis/sandbox';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client, escapeLiteral } from 'pg';
import { expect, test } from 'vitest';
import { programPath, writeConfig } from './testing/run-program.ts';

const run = promisify(execFile);

/** The last release of each major version that is supported and is not the sandbox's. */
const versions = [
  '12.22.0-beta.15',
  '13.23.0-beta.16',
  '14.23.0-beta.17',
  '15.18.0-beta.17',
  '16.14.0-beta.17',
  '17.10.0-beta.17',
] as const;

test.each(versions)('the built server works with a replica of Postgres %s [G2] [G3] [G4]', async (version) => {
  const pair = await startOlderPair(version);
  const directory = await mkdtemp(join(tmpdir(), 'mcp-old-servers-'));
  let client: TestClient | undefined;
  try {
    const admin = new Client({ ...pair.primary, ...pair.admin, database: 'postgres' });
    await admin.connect();
    await admin.query(`
      REVOKE CREATE ON SCHEMA public FROM public;
      REVOKE TEMPORARY ON DATABASE postgres FROM public;
      CREATE ROLE ${pair.agent.user} LOGIN PASSWORD ${escapeLiteral(pair.agent.password)};
      CREATE SCHEMA app;
      CREATE TABLE app.orders AS SELECT g AS id, 'ada' || g || '@example.com' AS email, g * 1.5 AS total FROM generate_series(1, 1000) g;
      CREATE TABLE app.parts (id int, at date) PARTITION BY RANGE (at);
      GRANT USAGE ON SCHEMA app TO ${pair.agent.user};
      GRANT SELECT ON ALL TABLES IN SCHEMA app TO ${pair.agent.user};
      ANALYZE`);
    await admin.end();
    await waitForReplay(pair);
    const configPath = await writeConfig(directory, { ...pair, databases: { orders: 'postgres' } });
    const args = [programPath, '--config', configPath];
    const checked = await run(process.execPath, [...args, '--check']).catch((error: { stdout: string }) => error);
    expect(checked.stdout).toMatch(/^ok +orders\n$/);

    const connected = await connectClient('sdk-2-auto', { kind: 'stdio', command: process.execPath, args });
    client = connected;
    const ask: TestClient['call'] = (name, asked) => connected.call(name, asked);
    const target = 'orders';
    const settings = `SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS ms`;
    for (let again = 0; again < 3; again += 1) {
      const answer = await ask('query_replica', { target, sql: settings });
      expect(answer).toMatchObject({ ok: true, value: { rows: [['mcp-chassis/test-agent', '8s']] } });
    }
    const rows = await ask('query_replica', { target, sql: 'SELECT * FROM app.orders WHERE id = $1', params: [3] });
    expect(rows).toMatchObject({ ok: true, value: { rows: [[3, '[email]', expect.anything()]] } });
    expect(await ask('query_replica', { target, sql: 'SELECT nope FROM app.orders' })).toMatchObject({ ok: false });
    expect(await ask('query_replica', { target, sql: 'DELETE FROM app.orders' })).toMatchObject({ ok: false });
    expect(await ask('search_schema', { target, query: 'parts' })).toMatchObject({ ok: true });
    expect(
      await ask('explain_query', { target, sql: 'SELECT sum(total) FROM app.orders', analyze: true }),
    ).toMatchObject({ ok: true });
    expect(await ask('get_replica_health', { target })).toMatchObject({ ok: true });
    expect(await ask('list_targets', {})).toMatchObject({ ok: true, value: { targets: [{ status: 'ok' }] } });
  } finally {
    await client?.close();
    await pair.close();
    await rm(directory, { recursive: true });
  }
});
