import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDisposableHome } from './sandbox-home.ts';
import { findServerAccount } from './server-account.ts';
import { startSandbox } from './start-sandbox.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(await openDisposableHome(findServerAccount()), `disposable-${process.pid}-`));
  await chmod(dir, 0o711);
});

afterEach(() => rm(dir, { recursive: true, force: true }));

async function reasonOfNextStart(): Promise<string> {
  const lines: string[] = [];
  const sandbox = await startSandbox({ dir, seed: 'small', log: (line) => lines.push(line) });
  await sandbox.close();
  return lines.find((line) => line.startsWith('making')) ?? 'kept';
}

test('a pair is kept when it is whole, and made anew when its replica was promoted or the seed has changed', async () => {
  const sandbox = await startSandbox({ dir, seed: 'small' });
  await sandbox.close();
  expect(await reasonOfNextStart()).toBe('kept');

  const promoted = await startSandbox({ dir, seed: 'small' });
  await promoted.promoteReplica();
  await promoted.close();
  expect(await reasonOfNextStart()).toBe('making a new pair (the replica was promoted)');

  expect(await readFile(join(dir, 'complete'), 'utf8')).toMatch(/^small-[0-9a-f]{16}$/);
  await writeFile(join(dir, 'complete'), 'small-0123456789abcdef');
  expect(await reasonOfNextStart()).toBe('making a new pair (the seed has changed)');
});

test('a directory with something else in it is refused and left alone', async () => {
  await writeFile(join(dir, 'thesis.txt'), 'precious');
  await expect(startSandbox({ dir, fresh: true })).rejects.toThrow('is not empty and not a sandbox');
  expect(await readFile(join(dir, 'thesis.txt'), 'utf8')).toBe('precious');
});
