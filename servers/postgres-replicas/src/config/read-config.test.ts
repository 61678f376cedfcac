import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'read-config-'));
});

afterAll(() => rm(directory, { recursive: true }));

const head = `owner: on-call@sandbox.test
agent: { id: sandbox-agent, owner: on-call@sandbox.test }
audit: { dir: ./audit }
`;

const target = `targets:
  orders:
    host: db.internal
    database: orders
    user: mcp_agent
    password: env:ORDERS_PASSWORD
`;

const env = { ORDERS_PASSWORD: 'canary-secret' };

async function write(text: string): Promise<string> {
  const path = join(directory, 'config.yaml');
  await writeFile(path, text);
  return path;
}

async function problemsOf(text: string): Promise<readonly string[]> {
  const error: unknown = await readConfig(await write(text), env).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigError)) throw new Error('expected a ConfigError', { cause: error });
  return error.problems;
}

test('fills in the defaults and makes paths absolute [A15]', async () => {
  const config = await readConfig(await write(head + target), env);
  expect(config).toEqual({
    owner: 'on-call@sandbox.test',
    environment: 'production',
    agent: { id: 'sandbox-agent', owner: 'on-call@sandbox.test' },
    http: { port: 8931, allowedHosts: [], allowedOrigins: [] },
    audit: {
      directory: join(directory, 'audit'),
      sinks: [{ type: 'stderr' }],
      resolvePath: expect.any(Function) as unknown,
      keys: { previousSigning: [] },
      whenUnavailable: 'refuse',
      maxBytes: 1_073_741_824,
    },
    limits: {
      statementTimeoutMs: 8000,
      lockTimeoutMs: 1000,
      maxResultBytes: 1_000_000,
      poolSize: 4,
      maxConcurrentPerAgent: 4,
      slowAfterMs: 250,
      maxSlowQueries: 1,
      queueTimeoutMs: 5000,
      workMemMb: 16,
      parallelWorkers: 0,
    },
    targets: [
      {
        name: 'orders',
        host: 'db.internal',
        port: 5432,
        database: 'orders',
        user: 'mcp_agent',
        password: { kind: 'env', name: 'ORDERS_PASSWORD' },
        tls: 'verify-full',
        allow: { functions: [], extensions: [] },
        columns: {},
      },
    ],
    warnings: [],
  });
});

test('lets one agent have every connection, or as many as it says: without authentication everybody is one [G8]', async () => {
  const perAgent = async (limits: string) =>
    (await readConfig(await write(`${head}${target}limits: ${limits}\n`), env)).limits.maxConcurrentPerAgent;
  expect(await perAgent('{ pool_size: 5 }')).toBe(5);
  expect(await perAgent('{ pool_size: 1 }')).toBe(1);
  expect(await perAgent('{ pool_size: 5, max_concurrent_per_agent: 2 }')).toBe(2);
});

test.each([
  [
    'an unknown key',
    `${head}${target}    paswd: env:X\n`,
    'line 10: targets.orders.paswd: unknown key; remove it or mend its spelling',
  ],
  [
    'an unknown key at the top',
    `${head}${target}owners: me\n`,
    'line 10: owners: unknown key; remove it or mend its spelling',
  ],
  ['a missing key', `${target}owner: on-call\naudit: { dir: a }\n`, 'agent: missing; expected a mapping'],
  ['a key of the wrong type', `${head}${target}    port: "5433"\n`, 'line 10: targets.orders.port: expected a number'],
  ['a number out of range', `${head}${target}    port: 0\n`, 'line 10: targets.orders.port: expected at least 1'],
  [
    'a value that is none of the choices',
    `${head}${target}environment: test\n`,
    'line 10: environment: expected development or staging or production',
  ],
  [
    'a bad target name',
    `${head}${target.replace('  orders:', '  Orders!:')}`,
    'line 5: targets.Orders!: expected a name like orders: a-z, 0-9, _ and -',
  ],
  ['no target', `${head}targets: {}\n`, 'line 4: targets: expected at least one target'],
  [
    'TLS off for a host that is not loopback',
    `${head}${target}    tls: disable\n`,
    'line 10: targets.orders.tls: expected verify-full: only a loopback host may do without TLS',
  ],
  [
    'a bad column policy',
    `${head}${target}    columns: { email: redact }\n`,
    'line 10: targets.orders.columns.email: expected schema.table.column',
  ],
  [
    'a variable that is not set',
    `${head}${target.replace('ORDERS_PASSWORD', 'NOT_SET')}`,
    'targets.orders.password: the environment variable NOT_SET is not set',
  ],
  [
    'a password file that is not there',
    `${head}${target.replace('env:ORDERS_PASSWORD', 'file:./none')}`,
    'targets.orders.password: its file does not exist or cannot be reached',
  ],
  ['broken YAML', `${head}targets: [\n`, 'line 5: not valid YAML (BAD_INDENT)'],
  ['a key given twice', `${head}${target}owner: other\n`, 'line 10: not valid YAML (DUPLICATE_KEY)'],
])('names key, line and what was expected for %s [A15]', async (_case, text, problem) => {
  expect(await problemsOf(text)).toEqual([problem]);
});

test.each([
  ['no mapping', 'just text', ['the file: expected a mapping']],
  [
    'nothing',
    '',
    [
      'owner: missing; expected a string',
      'agent: missing; expected a mapping',
      'audit: missing; expected a mapping',
      'targets: missing; expected a mapping',
    ],
  ],
  [
    'an alias bomb',
    `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n`,
    ['not valid YAML (too many aliases)'],
  ],
])('refuses a file with %s [A15]', async (_what, text, problems) => {
  expect(await problemsOf(text)).toEqual(problems);
});

test('reports every mistake at once [A15]', async () => {
  expect(await problemsOf(`${head}${target}    tls: off\n    extra: 1\nhttp: { port: 99999 }\n`)).toHaveLength(3);
});

test.each(['hunter2-canary', 'postgres://user:hunter2-canary@host/db', '12345678'])(
  'refuses an inline password and does not repeat it [A15]',
  async (secret) => {
    const problems = await problemsOf(`${head}${target.replace('env:ORDERS_PASSWORD', secret)}`);
    expect(problems).toEqual([
      'line 9: targets.orders.password: write env:NAME, file:PATH or { exec: [command, argument] }; the secret itself never stands in this file',
    ]);
    expect(problems.join()).not.toContain('canary');
  },
);

test('accepts a command for a secret and bounds how long it may take [A15]', async () => {
  const { targets } = await readConfig(
    await write(`${head}${target.replace('env:ORDERS_PASSWORD', '{ exec: [vault, read, orders] }')}`),
    env,
  );
  expect(targets[0]?.password).toEqual({ kind: 'exec', command: ['vault', 'read', 'orders'], timeoutMs: 5000 });
  expect(await problemsOf(`${head}${target.replace('env:ORDERS_PASSWORD', '{ exec: [], shell: true }')}`)).toEqual([
    'line 9: targets.orders.password.exec: expected at least 1 entries',
    'line 9: targets.orders.password.shell: unknown key; remove it or mend its spelling',
  ]);
});

test('warns of a password file that others can read [A15]', async () => {
  await writeFile(join(directory, 'password'), 'secret', { mode: 0o644 });
  const text = `${head}${target.replace('env:ORDERS_PASSWORD', 'file:./password')}`;
  const { targets, warnings } = await readConfig(await write(text), env);
  expect(targets[0]?.password).toEqual({ kind: 'file', path: join(directory, 'password') });
  expect(warnings).toEqual([
    'targets.orders.password: its file can be read by others than its owner; run chmod 600 on it',
  ]);
});

test('says so when the file cannot be read [A15]', async () => {
  await expect(readConfig(join(directory, 'none.yaml'), env)).rejects.toThrow('it cannot be read (ENOENT)');
});
