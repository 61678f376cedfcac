import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandbox-lock-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

test('is held by one at a time and free again after release', async () => {
  const release = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toThrow(`is in use by process ${process.pid}.`);
  await release();
  await (
    await lockDirectory(directory)
  )();
});

test.each([
  ['has died', '999999999 12345'],
  ['has died and whose number was given to another', `${process.pid} 1`],
])('is taken over from a holder that %s', async (_how, held) => {
  await writeFile(join(directory, 'lock.7'), held);
  const release = await lockDirectory(directory);
  expect(await readFile(join(directory, 'lock.8'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  await release();
});

test('goes to exactly one of many who find a dead holder', async () => {
  await writeFile(join(directory, 'lock.7'), '999999999 12345');
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
