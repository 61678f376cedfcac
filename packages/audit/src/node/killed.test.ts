import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectNothingLost } from '../testing/kill-servers.test.support.ts';

test('a server that is killed under load, three times at random, loses no answered call and no attempt [C4]', async () => {
  const root = await mkdtemp(join(tmpdir(), 'audit-killed-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const { calls } = await expectNothingLost(root, 3);
  expect(calls).toBeGreaterThan(10);
});
