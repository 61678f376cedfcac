import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDisposableSandbox, type Sandbox } from './start-sandbox.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startDisposableSandbox();
});

afterEach(() => sandbox.close());

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client({ ...sandbox.replica, ...sandbox.agent, database: 'orders' });
  await client.connect();
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

test('a replica can be promoted to a primary [G2]', async () => {
  await sandbox.promoteReplica();
  expect(await ask('select pg_is_in_recovery()')).toEqual([false]);
});

test('a stopped replica refuses connections and follows again on the same port when started', async () => {
  await sandbox.stopReplica();
  await expect(ask('select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  const writer = new Client({ ...sandbox.primary, ...sandbox.admin, database: 'orders' });
  await writer.connect();
  await writer.query(`insert into app.audit_events (actor) values ('while you were away')`);
  await writer.end();

  await sandbox.startReplica();
  expect(await ask(`select count(*)::int from app.audit_events where actor = 'while you were away'`)).toEqual([1]);
});

test('a closed pair leaves no file behind', async () => {
  await sandbox.close();
  await expect(access(dirname(sandbox.configPath))).rejects.toMatchObject({ code: 'ENOENT' });
});
