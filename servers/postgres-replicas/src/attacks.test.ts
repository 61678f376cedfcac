import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestAnswer, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { fingerprint } from './testing/fingerprint.ts';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

interface Statement {
  readonly group: string;
  readonly sql: string;
  readonly must?: 'refuse' | 'harmless';
}

const read = (name: string): readonly Statement[] =>
  readFileSync(new URL(`guard/corpus/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Statement);
const hostile = read('hostile.jsonl');
const legitimate = read('legitimate.jsonl');

// What the seed's rows are made of: none of it may leave, whatever shape a statement gives it.
const personal = /[a-z0-9._+-]+@[a-z0-9-]+\.(?:example|test)\b|Winter2024!|sk_live_[0-9a-f]{24}|ghp_[0-9a-f]{36}/i;

describe('a server on a real standby, asked by an attacker', () => {
  let sandbox: SharedSandbox;
  let database: Awaited<ReturnType<SharedSandbox['createDatabase']>>;
  let server: RunningProgram;
  let client: TestClient;
  beforeAll(async () => {
    sandbox = await sharedSandbox();
    database = await sandbox.createDatabase({ template: 'orders' });
    server = await runProgram({ ...sandbox, databases: { orders: database.name } });
    client = await connectClient('sdk-2-auto', server.http);
  });
  afterAll(async () => {
    await client?.close();
    await server?.close();
    await database?.drop();
  });

  const ask = (sql: string, tool = 'query_replica'): Promise<TestAnswer> =>
    client.call(tool, { target: 'orders', sql, max_rows: 20 });
  const primary = () => ({ ...sandbox.primary, ...sandbox.admin, database: database.name });

  test(
    `refuses or survives every hostile statement and changes nothing on the primary [G3] [G10]`,
    { timeout: 240_000 },
    async () => {
      const before = await fingerprint(primary());
      const wrong: string[] = [];
      for (const { sql, must, group } of hostile) {
        const answer = await ask(sql);
        if (answer.ok && must === 'refuse') wrong.push(`ran (${group}): ${sql.slice(0, 200)}`);
        if (!answer.ok && answer.code === 'INTERNAL_ERROR') wrong.push(`broke (${group}): ${sql.slice(0, 200)}`);
        const shown = JSON.stringify(answer);
        if (personal.test(shown)) wrong.push(`leaked (${group}): ${sql.slice(0, 200)}: ${personal.exec(shown)?.[0]}`);
        const explained = await ask(sql, 'explain_query');
        if (explained.ok && must === 'refuse') wrong.push(`explained (${group}): ${sql.slice(0, 200)}`);
      }
      expect(wrong).toEqual([]);
      expect(await fingerprint(primary())).toEqual(before);
    },
  );

  test('leaves no setting, lock, cursor, temporary object or session behind [G3]', async () => {
    const admin = new Client({ ...sandbox.replica, ...sandbox.admin, database: database.name });
    await admin.connect();
    const { rows } = await admin.query(
      `SELECT (SELECT count(*)::int FROM pg_locks l JOIN pg_stat_activity a USING (pid)
               WHERE a.usename = $1 AND (l.locktype = 'advisory' OR l.mode <> 'AccessShareLock' AND l.locktype = 'relation')) AS locks,
              (SELECT count(*)::int FROM pg_stat_activity WHERE usename = $1 AND datname = $2 AND state <> 'idle') AS busy`,
      [sandbox.agent.user, database.name],
    );
    await admin.end();
    expect(rows).toEqual([{ locks: 0, busy: 0 }]);
    const settings = await ask(`SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY name`);
    expect(settings).toMatchObject({ ok: true, value: { rows: [] } });
    const cursors = await ask(
      'SELECT (SELECT count(*) FROM pg_cursors), (SELECT count(*) FROM pg_prepared_statements)',
    );
    expect(cursors).toMatchObject({ ok: true });
  });

  test('runs every legitimate statement [G7]', { timeout: 120_000 }, async () => {
    const refused: string[] = [];
    for (const { sql, group } of legitimate) {
      const answer = await ask(sql);
      if (!answer.ok) refused.push(`${group}: ${sql.slice(0, 200)} -> ${answer.message}`);
    }
    expect(refused).toEqual([]);
  });
});
