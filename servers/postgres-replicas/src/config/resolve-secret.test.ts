import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveSecret } from './resolve-secret.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'resolve-secret-'));
});

afterAll(() => rm(directory, { recursive: true }));

const run = (script: string, timeoutMs = 5_000) =>
  resolveSecret({ kind: 'exec', command: [process.execPath, '-e', script], timeoutMs }, {});

test('reads a variable, a file and the output of a command, without the last line break [A15]', async () => {
  const path = join(directory, 'secret');
  await writeFile(path, 'from file \n');
  expect(await resolveSecret({ kind: 'env', name: 'SECRET' }, { SECRET: 'from env' })).toBe('from env');
  expect(await resolveSecret({ kind: 'file', path }, {})).toBe('from file ');
  expect(await run('console.log("from command")')).toBe('from command');
});

test('reads a rotated secret afresh [A15]', async () => {
  const path = join(directory, 'rotated');
  await writeFile(path, 'old');
  expect(await resolveSecret({ kind: 'file', path }, {})).toBe('old');
  await writeFile(path, 'new');
  expect(await resolveSecret({ kind: 'file', path }, {})).toBe('new');
});

test('runs a command without a shell [A15]', async () => {
  const secret = await resolveSecret(
    { kind: 'exec', command: [process.execPath, '-p', 'process.argv[1]', '$(id); `id`'], timeoutMs: 5_000 },
    {},
  );
  expect(secret).toBe('$(id); `id`');
});

test.each([
  [
    'that fails',
    () => run('process.stderr.write("canary"); process.stdout.write("canary"); process.exitCode = 3'),
    'its command failed',
  ],
  [
    'that does not exist',
    () => resolveSecret({ kind: 'exec', command: ['/no/such/command'], timeoutMs: 500 }, {}),
    'does not start',
  ],
  ['that takes too long', () => run('setInterval(() => {}, 1000)', 300), 'within 300 ms'],
  ['that prints too much', () => run('process.stdout.write("x".repeat(70000))'), 'is too long'],
  ['that prints nothing', () => run(''), 'is empty'],
])('refuses a command %s, without repeating what it printed [A15]', async (_case, resolve, problem) => {
  await expect(resolve()).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringMatching(problem) as string,
  });
  await expect(resolve()).rejects.not.toThrow('canary');
});

test('refuses a file that is gone or too long, without naming it [A15]', async () => {
  const path = join(directory, 'canary-path');
  await expect(resolveSecret({ kind: 'file', path }, {})).rejects.toThrow(
    'The credential this server logs in with cannot be read.',
  );
  await writeFile(path, 'x'.repeat(70_000));
  await expect(resolveSecret({ kind: 'file', path }, {})).rejects.toThrow('is too long');
});
