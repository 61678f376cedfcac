import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectNothingLost } from '../testing/kill-servers.test.support.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { quiet } from '../testing/written-spool.test.support.ts';
import { openAuditLog } from './open-audit-log.ts';
import { verifySpool } from './verify/verify-spool.ts';

async function openRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'audit-stress-'));
  onTestFinished(() => rm(root, { recursive: true }));
  return root;
}

test('a server that is killed under load, twenty times at random, loses no answered call and no attempt [C4]', async () => {
  const { calls, unknown } = await expectNothingLost(await openRoot(), 20);
  expect(calls).toBeGreaterThan(1_000);
  expect(unknown).toBeGreaterThan(0);
});

test('a million records verify in constant memory [C5]', async () => {
  const directory = await openRoot();
  const sink = memorySink();
  sink.onDeliver = () => void (sink.entries.length = sink.batches.length = 0);
  const gigabytes = 4 * 1_024 ** 3;
  const log = await openAuditLog({
    directory,
    scrubber: smallScrubber,
    sinks: [sink],
    limits: { keepBytes: gigabytes, maxBytes: gigabytes },
    log: quiet,
  });
  for (let i = 0; i < 1_000; i += 1) {
    await Promise.all(Array.from({ length: 1_000 }, () => log.end(sampleCall(), { ok: true, value: {} })));
  }
  await log.close();
  global.gc?.();
  const before = process.memoryUsage().rss;
  const { ok, instances } = verifySpool(directory);
  const grownMiB = (process.memoryUsage().rss - before) / 1_048_576;
  expect(ok).toBe(true);
  expect(instances[0]?.entries).toBeGreaterThan(1_000_000);
  expect(grownMiB).toBeLessThan(128);
});
