import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openFakeHttpCollector } from '../sinks/http/fake-http-collector.test.fixture.ts';
import { openFakeOtlpCollector } from '../sinks/otlp/fake-otlp-collector.test.fixture.ts';
import { keptEntries } from '../testing/kept-entry.ts';
import { sampleEntry } from '../testing/sample-entry.ts';
import { auditSinksSchema } from './audit-sinks-schema.ts';
import { openConfiguredSinks } from './open-configured-sinks.ts';

const reference = z.string().regex(/^env:/, { error: 'write env:NAME' });
const schema = auditSinksSchema(reference);
const never = new AbortController().signal;

async function openDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'audit-config-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

test('a file of sinks becomes sinks, with secrets that are read when they are needed [C3] [A15]', async () => {
  const directory = await openDirectory();
  const http = await openFakeHttpCollector();
  const otlp = await openFakeOtlpCollector();
  const sinks = await openConfiguredSinks(
    schema.parse([
      { type: 'file', path: 'audit.ndjson' },
      { type: 'http', url: http.url, token: 'env:TOKEN', headers: { 'X-Tenant': 'env:TENANT' } },
      { type: 'otlp', name: 'collector', url: otlp.url, resource: { team: 'orders' } },
      { type: 'postgres', host: '127.0.0.1', database: 'audit', user: 'writer', password: 'env:PW', tls: 'disable' },
    ]),
    {
      readSecret: (name) => ({ 'env:TOKEN': 't1', 'env:TENANT': 'orders' })[name] ?? '',
      resolvePath: (path) => join(directory, path),
    },
  );
  expect(sinks.map(({ name }) => name)).toEqual(['file', 'http', 'collector', 'postgres']);
  for (const sink of sinks.slice(0, 3)) await sink.deliver(keptEntries(sampleEntry(1)), never);
  await expect(sinks[3]?.deliver(keptEntries(sampleEntry(1)), never)).rejects.toThrow('the password cannot be read');
  for (const sink of sinks) await sink.close();
  expect(await readFile(join(directory, 'audit.ndjson'), 'utf8')).toBe(`${keptEntries(sampleEntry(1))[0]?.json}\n`);
  expect(http.requests[0]?.headers).toMatchObject({ authorization: 'Bearer t1', 'x-tenant': 'orders' });
  expect([...otlp.kept.values()]).toEqual([sampleEntry(1)]);
  await Promise.all([http.close(), otlp.close()]);
});

test('when one sink cannot be opened none is left open [C3]', async () => {
  const directory = await openDirectory();
  const opening = openConfiguredSinks(
    schema.parse([
      { type: 'file', path: 'audit.ndjson' },
      { type: 'http', url: 'https://audit.example.com', ca: 'missing.pem' },
    ]),
    { readSecret: () => '', resolvePath: (path) => join(directory, path) },
  );
  await expect(opening).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each([
  ['no sink', [], 'expected at least one sink'],
  ['a plain url', [{ type: 'http', url: 'http://audit.example.com' }], 'must be https'],
  [
    'credentials in the url',
    [{ type: 'http', url: 'https://u:hunter2@audit.example.com' }],
    'no user name or password',
  ],
  ['what is no url', [{ type: 'otlp', url: 'hunter2' }], 'not an absolute URL'],
  ['a token in the file', [{ type: 'http', url: 'https://a.example.com', token: 'hunter2' }], 'write env:NAME'],
  [
    'a database without TLS',
    [{ type: 'postgres', host: 'db', database: 'a', user: 'w', password: 'env:A', tls: 'disable' }],
    'loopback',
  ],
  ['two sinks of one name', [{ type: 'stderr' }, { type: 'stderr' }], 'expected another name'],
  ['a key that does not exist', [{ type: 'stderr', level: 'info' }], 'Unrecognized key'],
])('%s is refused, and a secret in it is not repeated [A15]', (_what, config, message) => {
  const result = schema.safeParse(config);
  const problems = JSON.stringify(result.error?.issues);
  expect(problems).toContain(message);
  expect(problems).not.toContain('hunter2');
});

test.each([
  ['the root', '../index.ts'],
  ['./node', '../node/index.ts'],
  ['./config', './index.ts'],
])('importing %s loads no axios, pg or exporter [C3]', async (_entry, path) => {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({ load: (url, context, next) => (loaded.add(url), next(url, context)) });
    await import(${JSON.stringify(new URL(path, import.meta.url).href)});
    console.log([...loaded].filter((url) => /node_modules\\/(axios|pg|@opentelemetry\\/(otlp|sdk|resources))/.test(url)).length);
    console.log([...loaded].length > 3);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toBe('0\ntrue\n');
});
