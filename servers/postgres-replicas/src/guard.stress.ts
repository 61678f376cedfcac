import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { startDisposableSandbox } from '@mcp-chassis/sandbox';
import { connectClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import type { GuardReport } from './guard.stress.program.ts';
import { readCorpus, readFixtureRows } from './guard/fixtures/catalog.test.fixture.ts';
import { createMutator } from './mutate-sql.stress.fixture.ts';
import { createChance } from './random.stress.fixture.ts';
import { fingerprint, standbyFingerprint } from './testing/fingerprint.ts';
import { residentMebibytes } from './resident-memory.stress.fixture.ts';
import { runProgram } from './testing/run-program.ts';

const seed = Number(process.env['STRESS_SEED'] ?? Date.now() % 1_000_000);
const guardMs = 60_000;
const serverMs = 40_000;
/** Parsers that mutants wore out come and go, at 10 MiB each and more for large statements. */
const growthMebibytes = 48;
/** V8 takes more and more for garbage while it may. What lives here after a collection are some 40 MiB. */
const boundedHeap = ['--max-old-space-size=128', '--max-semi-space-size=4'];

process.stdout.write(`STRESS_SEED=${seed}\n`);

test('the guard judges a minute of mutants: stable, bounded, without growing [G10]', async () => {
  const program = new URL('./guard.stress.program.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, `${seed}`, `${guardMs}`]);
  const { faults, settled, ended, ...figures } = JSON.parse(stdout) as GuardReport;
  process.stdout.write(`${JSON.stringify({ ...figures, settled, ended })}\n`);
  expect(faults).toEqual([]);
  expect(figures.slowestMs).toBeLessThan(1_000);
  expect(ended.heap - settled.heap).toBeLessThan(16);
  expect(ended.resident - settled.resident).toBeLessThan(growthMebibytes);
});

test('the server answers mutants with stable codes, and nothing changes or grows [G3] [G10]', async () => {
  const sandbox = await startDisposableSandbox();
  const database = await sandbox.createDatabase({ template: 'orders' });
  const admin = (end: 'primary' | 'replica') => ({ ...sandbox[end], ...sandbox.admin, database: database.name });
  const setup = new Client(admin('primary'));
  await setup.connect();
  await setup.query(readFileSync(new URL('guard/corpus/setup.sql', import.meta.url), 'utf8'));
  await setup.end();
  await sandbox.waitForReplay();
  const extra = 'limits: { statement_timeout_ms: 500 }';
  const server = await runProgram({
    ...sandbox,
    databases: { hostile: database.name },
    extra,
    nodeOptions: boundedHeap,
  });
  const client = await connectClient('sdk-2-auto', server.http);
  const statements = [...readCorpus('hostile'), ...readCorpus('legitimate')].map(({ sql }) => sql);
  const functions = readFixtureRows().flatMap(({ kind, name }) => (kind === 'function' ? [String(name)] : []));
  const chance = createChance(seed);
  const mutator = createMutator(chance, { statements, functions });

  const before = [await fingerprint(admin('primary')), await standbyFingerprint(admin('replica'))];
  const codes = new Map<string, string>();
  const counts = new Map<string, number>();
  const startedAt = Date.now();
  const askUntil = (share: number) =>
    Promise.all(
      Array.from({ length: 6 }, async () => {
        while (Date.now() - startedAt < serverMs * share) {
          const sql = mutator.mangle(chance.pick(statements));
          const [tool, more] = chance.pick([
            ['query_replica', {}],
            ['explain_query', { analyze: true }],
          ] as const);
          const answer = await client.call(tool, { target: 'hostile', sql, ...more });
          const code = answer.ok ? 'ok' : answer.code;
          codes.set(code, sql);
          counts.set(code, (counts.get(code) ?? 0) + 1);
        }
      }),
    );
  await askUntil(1 / 2);
  const settled = residentMebibytes(server.pid);
  await askUntil(1);
  const ended = residentMebibytes(server.pid);
  process.stdout.write(`${JSON.stringify({ ...Object.fromEntries(counts), settled, ended })}\n`);
  const stable = new Set(['ok', 'QUERY_REFUSED', 'QUERY_FAILED', 'TIMEOUT', 'INVALID_INPUT', 'RESULT_TOO_LARGE']);
  expect([...codes].filter(([code]) => !stable.has(code))).toEqual([]);
  expect(await client.call('query_replica', { target: 'hostile', sql: 'SELECT 1' })).toMatchObject({ ok: true });
  expect(ended - settled).toBeLessThan(growthMebibytes);
  expect([await fingerprint(admin('primary')), await standbyFingerprint(admin('replica'))]).toEqual(before);
  await client.close();
  await server.close();
  await sandbox.close();
});
