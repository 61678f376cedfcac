import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptEntries } from '../testing/kept-entry.ts';
import { sampleEntry } from '../testing/sample-entry.ts';
import { openFakeHttpCollector } from './http/fake-http-collector.test.fixture.ts';
import type { FakeReceiver } from './net/fake-receiver.test.fixture.ts';
import { openFakeOtlpCollector } from './otlp/fake-otlp-collector.test.fixture.ts';
import { openAuditDatabase, type AuditDatabase } from './postgres/audit-database.test.fixture.ts';

const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

let readme: string;
let http: FakeReceiver;
let otlp: FakeReceiver;
let database: AuditDatabase;

beforeAll(async () => {
  readme = await readFile(join(packageRoot, 'README.md'), 'utf8');
  http = await openFakeHttpCollector();
  otlp = await openFakeOtlpCollector();
  database = await openAuditDatabase();
});
afterAll(async () => {
  await http.close();
  await otlp.close();
  await database.drop();
});

/** Runs the example under a heading, with the addresses and roles of this machine in it, and what it opened put to use. */
async function runExample(heading: string): Promise<string> {
  const section = readme.split(`\n### ${heading}\n`)[1]?.split(/\n##+ /)[0] ?? '';
  const code = /^```ts\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? '';
  expect(code).not.toBe('');
  const { host, port, database: name, password } = database.as('writer');
  const here = code
    .replaceAll('https://audit.example.com/v1/batches', http.url)
    .replaceAll('https://otel.example.com/v1/logs', otlp.url)
    .replaceAll(
      `{ host: 'db.example.com', database: 'audit' }`,
      JSON.stringify({ host, port, database: name, tls: 'disable' }),
    )
    .replaceAll(
      /'audit_(owner|writer|maintainer|reader)'/g,
      (_role, role: keyof AuditDatabase['roles']) => `'${database.roles[role]}'`,
    );
  const use = code.includes('const sink =')
    ? `\nawait sink.deliver([${JSON.stringify(keptEntries(usedEntry)[0])}], AbortSignal.timeout(10_000));\nawait sink.close();\n`
    : '';
  const directory = await mkdtemp(join(packageRoot, '.readme-example-'));
  try {
    await writeFile(join(directory, 'example.ts'), here + use);
    const env = { ...process.env, AUDIT_TOKEN: 'token', OTEL_KEY: 'key' };
    for (const role of ['OWNER', 'MAINTAINER', 'WRITER']) Object.assign(env, { [`${role}_PASSWORD`]: password });
    return (await promisify(execFile)(process.execPath, [join(directory, 'example.ts')], { env, timeout: 20_000 }))
      .stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}

const now = new Date().toISOString();
const usedEntry = { ...sampleEntry(1), at: now, started_at: now };

test('the example of a configuration opens its sinks [J6] [C3]', async () => {
  expect(await runExample('From a configuration file')).toBe('stderr, http\n');
});

test('the example of HTTP brings a record to its receiver [J6] [C3]', async () => {
  await runExample('HTTP');
  expect([...http.kept.values()]).toEqual([usedEntry]);
  expect(http.requests[0]?.headers).toMatchObject({ authorization: 'Bearer token', 'x-tenant': 'orders' });
});

test('the example of OpenTelemetry brings a record to its collector [J6] [C3]', async () => {
  await runExample('OpenTelemetry');
  expect([...otlp.kept.values()]).toEqual([usedEntry]);
  expect(otlp.requests[0]?.headers).toMatchObject({ 'x-api-key': 'key' });
});

test('the example of Postgres prepares a database and brings a record to it [J6] [C3]', async () => {
  await runExample('Postgres');
  expect(await database.read()).toEqual([usedEntry]);
});
