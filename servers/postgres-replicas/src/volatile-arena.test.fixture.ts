import { readFileSync } from 'node:fs';
import { startDisposableSandbox } from '@mcp-chassis/sandbox';
import { connectClient, type TestAnswer } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { fingerprint, standbyFingerprint } from './testing/fingerprint.ts';
import { findShown, readPersonalValues } from './testing/personal-values.ts';
import { runProgram } from './testing/run-program.ts';
import {
  readVolatileFunctions,
  type Bait,
  type VolatileCall,
  type VolatileFunction,
} from './volatile-calls.test.fixture.ts';

/** The real server on a standby of its own that has every extension there is, and things worth stealing. */
export interface VolatileArena {
  readonly functions: readonly VolatileFunction[];
  readonly bait: Bait;
  /** What is wrong with the answers to `requests`, a line each. */
  findFaults(requests: readonly VolatileRequest[]): Promise<readonly string[]>;
  /** Everything that must not change: the primary, the standby, a bystander's session, the server's own sessions. */
  observe(): Promise<unknown>;
  close(): Promise<void>;
}

/** A call, and whether it is run, explained, or explained by running it. */
export interface VolatileRequest extends VolatileCall {
  readonly form: (typeof forms)[number];
}

/** How each statement is sent: the tool, and what more it is told. */
export const forms = [
  { tool: 'query_replica', more: {} },
  { tool: 'explain_query', more: {} },
  { tool: 'explain_query', more: { analyze: true } },
] as const;

const fileCanary = 'file-canary-7f3a9c';
const sessionCanary = 'session-canary-51be20';
const stableCodes = new Set(['QUERY_REFUSED', 'QUERY_FAILED', 'TIMEOUT']);
const poolSize = 4;

export async function openVolatileArena(): Promise<VolatileArena> {
  const sandbox = await startDisposableSandbox();
  const database = await sandbox.createDatabase({ template: 'orders' });
  const admin = (end: 'primary' | 'replica') => ({ ...sandbox[end], ...sandbox.admin, database: database.name });
  const setup = await connect(admin('primary'));
  await setup.query(readFileSync(new URL('guard/corpus/setup.sql', import.meta.url), 'utf8'));
  await installExtensions(setup);
  // Whoever grants this one means to show the statements of others.
  await setup.query(`REVOKE pg_read_all_stats FROM ${sandbox.agent.user}`);
  await setup.end();
  await sandbox.waitForReplay();

  const bystander = await connect(admin('replica'));
  await bystander.query(
    `COPY (SELECT '${fileCanary}') TO '${(await valueOf(bystander, 'SHOW data_directory')) as string}/canary.txt'`,
  );
  const functions = await readVolatileFunctions(bystander);
  const pid = Number(await valueOf(bystander, `SELECT pg_backend_pid() AS "${sessionCanary}"`));
  const secrets = [...(await readPersonalValues(admin('primary'))), fileCanary, sessionCanary];

  const limits = `limits: { statement_timeout_ms: 1000, pool_size: ${poolSize} }`;
  const server = await runProgram({ ...sandbox, databases: { hostile: database.name }, extra: limits });
  const client = await connectClient('sdk-2-auto', server.http);
  const ask = (sql: string, tool = 'query_replica', more: object = {}) =>
    client.call(tool, { target: 'hostile', sql, ...more });

  return {
    functions,
    bait: { pid, file: 'canary.txt' },
    async findFaults(requests) {
      const faults: string[] = [];
      const pending = requests.values();
      const work = Array.from({ length: poolSize * 2 }, async () => {
        for (const { sql, signature, form } of pending) {
          for (const fault of faultsOf(await ask(sql, form.tool, form.more), secrets)) {
            faults.push(`${fault}: ${signature}: ${JSON.stringify(form)}: ${sql}`);
          }
        }
      });
      await Promise.all(work);
      return faults;
    },
    async observe() {
      const sessions = await Promise.all(Array.from({ length: poolSize * 2 }, () => ask(residueSql)));
      return {
        primary: await fingerprint(admin('primary')),
        standby: await standbyFingerprint(admin('replica')),
        bystander: await valueOf(bystander, 'SELECT pg_backend_pid()'),
        residue: [...new Set(sessions.map((answer) => JSON.stringify(answer.ok ? answer.value['rows'] : answer)))],
      };
    },
    async close() {
      await client.close();
      await server.close();
      await bystander.end();
      await sandbox.close();
    },
  };
}

/** What a session of the server has beyond what it started with; every one must answer the same. */
const residueSql = `
SELECT (SELECT jsonb_object_agg(name, setting) FROM pg_settings
         WHERE source = 'session' AND name NOT IN ('statement_timeout', 'transaction_timeout')) AS settings,
       (SELECT count(*) FROM pg_cursors WHERE name <> '') AS cursors,
       (SELECT count(*) FROM pg_prepared_statements) AS statements,
       (SELECT count(*) FROM pg_listening_channels()) AS channels,
       (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS locks,
       pg_my_temp_schema() AS temporary`;

function* faultsOf(answer: TestAnswer, secrets: readonly string[]): Generator<string> {
  if (!answer.ok && !stableCodes.has(answer.code)) yield answer.code;
  const shown = findShown(secrets, JSON.stringify(answer));
  if (shown.length > 0) yield `shows ${shown[0]}`;
}

/** Those that need a language or library which is not there are left out. */
async function installExtensions(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM pg_available_extensions ORDER BY name');
  for (const { name } of rows) {
    await client.query(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`).catch(() => {});
  }
}

async function connect(options: ConstructorParameters<typeof Client>[0]): Promise<Client> {
  const client = new Client(options);
  await client.connect();
  return client;
}

async function valueOf(client: Client, sql: string): Promise<unknown> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  return Object.values(rows[0] ?? {})[0];
}
