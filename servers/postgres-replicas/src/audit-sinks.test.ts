import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { migrateAuditDatabase } from '@mcp-chassis/audit/postgres';
import { sharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { canaries, canarySamples, canaryTarget, openCanaryDatabase } from './testing/canary-samples.test.fixture.ts';
import { openRecordingReceiver } from './testing/recording-receiver.test.fixture.ts';
import { runProgram } from './testing/run-program.ts';

const token = 'Canary-T0ken-of-the-collector';
const password = `Canary-${randomBytes(9).toString('base64url')}`;

/** What each sink was given, by its type, and the ids of the calls. */
let sinks: Readonly<Record<string, string>>;
let calls: readonly string[];
let exitCode: number | null;
let authorization: readonly (string | undefined)[];

/** Runs the program with a sink of every type, calls it, and ends it as an orchestrator does. */
beforeAll(async () => {
  vi.stubEnv('AUDIT_TOKEN', token).stubEnv('AUDIT_PASSWORD', password);
  const sandbox = await sharedSandbox();
  const [database, records] = [
    await openCanaryDatabase(sandbox),
    await sandbox.createDatabase({ template: 'catalog' }),
  ];
  const [http, otlp] = [await openRecordingReceiver(), await openRecordingReceiver()];
  const admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: records.name });
  await admin.connect();
  const tag = randomBytes(4).toString('hex');
  const roles = { writer: `sinks_writer_${tag}`, maintainer: `sinks_maintainer_${tag}` };
  await admin.query(`create role ${roles.writer} login password '${password}'; create role ${roles.maintainer}`);
  const address = { host: '127.0.0.1', port: sandbox.primary.port, database: records.name, tls: 'disable' } as const;
  await migrateAuditDatabase({ ...address, ...sandbox.admin }, { roles });

  const program = await runProgram({
    ...sandbox,
    databases: { orders: database.name, missing: 'no_such_database' },
    moreTargets: canaryTarget,
    auditSinks: [
      `{ type: http, url: '${http.url}', token: 'env:AUDIT_TOKEN' }`,
      `{ type: otlp, url: '${otlp.url}', headers: { x-api-key: 'env:AUDIT_TOKEN' } }`,
      `{ type: postgres, host: 127.0.0.1, port: ${address.port}, database: ${records.name}, user: ${roles.writer}, password: 'env:AUDIT_PASSWORD', tls: disable }`,
    ],
  });
  const client = await connectClient('sdk-2-auto', program.http);
  for (const { tool, args } of canarySamples) await client.call(tool, args);
  await client.close();
  calls = (await program.readAudit()).map((record) => String(record['call_id']));
  exitCode = await program.stop();
  const { rows } = await admin.query<{ entry: string }>('select entry::text from mcp_audit.entries');
  sinks = {
    stderr: program.readLog(),
    file: await readFile(join(dirname(program.auditPath), 'audit.ndjson'), 'utf8'),
    http: http.bodies.join('\n'),
    otlp: otlp.bodies.join('\n'),
    postgres: rows.map(({ entry }) => entry).join('\n'),
  };
  authorization = http.authorization;

  await program.close();
  await admin.end();
  await Promise.all([http.close(), otlp.close()]);
  await Promise.all([database.drop(), records.drop()]);
  const cleaner = new Client({ ...sandbox.primary, ...sandbox.admin, database: 'postgres' });
  await cleaner.connect();
  await cleaner.query(`drop role ${roles.writer}; drop role ${roles.maintainer}`);
  await cleaner.end();
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const types = ['stderr', 'file', 'http', 'otlp', 'postgres'];

test.each(types)('a server that is told to stop has brought every call to %s [C2] [C3] [A12]', (type) => {
  expect(exitCode).toBe(0);
  expect(calls).toHaveLength(canarySamples.length);
  expect(calls.filter((id) => !sinks[type]?.includes(id))).toEqual([]);
});

test.each(types)('no canary and no credential of a sink is in what %s was given [D1] [A7] [A15]', (type) => {
  expect([...canaries, token, password].filter((secret) => sinks[type]?.includes(secret))).toEqual([]);
});

test('the collector was shown the token that the configuration refers to [C3]', () => {
  expect(new Set(authorization)).toEqual(new Set([`Bearer ${token}`]));
});
