import { readFileSync } from 'node:fs';
import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import { connectClient, type TestAnswer, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus, type CorpusStatement } from './guard/fixtures/catalog.test.fixture.ts';
import { words } from './guard/rules/words.ts';
import { fingerprint, standbyFingerprint } from './testing/fingerprint.ts';
import { findShown, readPersonalValues } from './testing/personal-values.ts';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

const hostile = readCorpus('hostile');
const legitimate = readCorpus('legitimate');
/** Every way to send a statement: with and without parameters, explained, and explained by running it. */
const forms: readonly (readonly [name: string, tool: string, more: Record<string, unknown>])[] = [
  ['query', 'query_replica', { max_rows: 20 }],
  ['query with params', 'query_replica', { max_rows: 20, params: ['x', 1] }],
  ['explain', 'explain_query', {}],
  ['explain analyze', 'explain_query', { analyze: true }],
];

describe('a server on a real standby, asked by an attacker', () => {
  let sandbox: Sandbox;
  let database: Awaited<ReturnType<Sandbox['createDatabase']>>;
  let server: RunningProgram;
  let client: TestClient;
  let secrets: readonly string[];

  const admin = (end: 'primary' | 'replica') => ({ ...sandbox[end], ...sandbox.admin, database: database.name });

  beforeAll(async () => {
    sandbox = await startDisposableSandbox();
    database = await sandbox.createDatabase({ template: 'orders' });
    const setup = new Client(admin('primary'));
    await setup.connect();
    await setup.query(readFileSync(new URL('guard/corpus/setup.sql', import.meta.url), 'utf8'));
    await setup.query(`ALTER ROLE ${sandbox.agent.user} SET app.canary = 'role-setting-canary'`);
    await setup.end();
    await sandbox.waitForReplay();
    secrets = [...(await readPersonalValues(admin('primary'))), 'role-setting-canary'];
    server = await runProgram({
      ...sandbox,
      databases: { hostile: database.name, orders: 'orders' },
      extra: 'limits: { statement_timeout_ms: 1000 }',
    });
    client = await connectClient('sdk-2-auto', server.http);
  });
  afterAll(async () => {
    await client?.close();
    await server?.close();
    await sandbox?.close();
  });

  const ask = (sql: string, tool = 'query_replica', more: Record<string, unknown> = {}, target = 'hostile') =>
    // The corpus calls its database `guard`.
    client.call(tool, { target, sql: sql.replaceAll('guard.', `${database.name}.`), ...more });

  const rowsOf = async (sql: string): Promise<unknown> => {
    const answer = await ask(sql);
    return answer.ok ? answer.value['rows'] : answer;
  };

  /** What is wrong with an answer to a hostile statement, if anything. */
  function* findFaults({ must, evades }: CorpusStatement, answer: TestAnswer): Generator<string> {
    const refused = !answer.ok && ['QUERY_REFUSED', 'INVALID_INPUT'].includes(answer.code);
    if (must === 'refuse' && !refused) yield answer.ok ? 'ran' : `got as far as ${answer.code}`;
    if (!answer.ok && answer.code === 'INTERNAL_ERROR') yield 'broke';
    yield* findLeaks(evades, answer);
  }

  /** What statements with `evades` have shown: it may be in the audit record of their answers too. */
  const evaded = new Set<string>();
  function* findLeaks(evades: string | undefined, answer: TestAnswer): Generator<string> {
    const shown = findShown(secrets, JSON.stringify(answer));
    if (evades === undefined && shown.length > 0) yield `shows ${shown[0]}`;
    if (evades !== undefined) for (const value of shown) evaded.add(value);
  }

  test(
    'refuses or survives every hostile statement in every form, shows nothing personal, changes nothing [G3] [G9] [G10]',
    {
      timeout: 240_000,
    },
    async () => {
      const before = [await fingerprint(admin('primary')), await standbyFingerprint(admin('replica'))];
      const faults: string[] = [];
      for (const statement of hostile) {
        await Promise.all(
          forms.map(async ([form, tool, more]) => {
            const answer = await ask(statement.sql, tool, more);
            for (const fault of findFaults(statement, answer)) {
              faults.push(`${fault}: ${form}: ${statement.group}: ${statement.sql.slice(0, 200)}`);
            }
          }),
        );
      }
      expect(faults).toEqual([]);
      expect([await fingerprint(admin('primary')), await standbyFingerprint(admin('replica'))]).toEqual(before);
    },
  );

  test('leaves no setting, lock, cursor, statement, channel or session behind [G3]', async () => {
    const observer = new Client(admin('replica'));
    await observer.connect();
    const { rows } = await observer.query(
      `SELECT (SELECT count(*)::int FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE a.usename = $1) AS locks,
              (SELECT count(*)::int FROM pg_stat_activity WHERE usename = $1 AND state <> 'idle') AS busy`,
      [sandbox.agent.user],
    );
    await observer.end();
    expect(rows).toEqual([{ locks: 0, busy: 0 }]);
    const ours = words('application_name client_connection_check_interval transaction_read_only transaction_timeout');
    const ofSession = await rowsOf(`SELECT name FROM pg_settings WHERE source = 'session' ORDER BY name`);
    expect(ofSession).toEqual(ours.map((name) => [name]));
    expect(await rowsOf(`SELECT name FROM pg_cursors WHERE name <> ''`)).toEqual([]);
    // The server's own, for the next query; what SQL prepares says so.
    expect(await rowsOf('SELECT name, from_sql FROM pg_prepared_statements')).toEqual([['prelude', false]]);
    expect(await rowsOf('SELECT pg_listening_channels()')).toEqual([]);
  });

  test('runs every legitimate statement and shows nothing personal [G7] [G9]', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const { sql, group, params = [], evades } of legitimate) {
      const answer = await ask(sql, 'query_replica', { max_rows: 20, params });
      if (!answer.ok) faults.push(`${group}: ${sql.slice(0, 200)} -> ${answer.message}`);
      for (const leak of findLeaks(evades, answer)) faults.push(`${leak}: ${sql.slice(0, 200)}`);
    }
    expect(faults).toEqual([]);
  });

  test('runs on the seeded databases what needs no more [G7]', async () => {
    const seeded = legitimate.filter((statement) => statement.seeded === true);
    expect(seeded.length).toBeGreaterThan(30);
    const answers = await Promise.all(
      seeded.map(async ({ sql }) => ({ sql, ...(await ask(sql, 'query_replica', {}, 'orders')) })),
    );
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('keeps what it did not show out of its log, audit and metrics too [G9] [C1]', async () => {
    const sinks = await server.readSinks();
    const kept = secrets.filter((value) => !evaded.has(value));
    const found = Object.entries(sinks).map(([name, text]) => [name, findShown(kept, text)]);
    expect(found).toEqual(Object.keys(sinks).map((name) => [name, []]));
  });
});
