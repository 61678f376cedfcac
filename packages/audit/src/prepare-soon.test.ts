import { expect, test } from 'vitest';
import { createAuditLog } from './audit-log.ts';
import { prepareSoon } from './prepare-soon.ts';
import { memoryStore } from './testing/memory-store.test.support.ts';
import { sampleCall } from './testing/sample-call.test.support.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';

test('a read is recorded the same, whether its request was prepared while it waited or not [C1] [D4]', async () => {
  const received = { note: 'ada@leak.test', target: 'orders' };
  const end = async (whenIdle: 'before the end' | 'after the end' | 'never') => {
    const deferred: (() => void)[] = [];
    const defer = (work: () => void) => void deferred.push(work);
    let texts = 0;
    const hmac = (text: string) => {
      texts += 1;
      return `${text.length}`;
    };
    const store = memoryStore();
    const now = () => Date.parse('2026-11-21T08:00:01Z');
    const log = createAuditLog({ scrubber: smallScrubber, store, now, hmac, ...(whenIdle !== 'never' && { defer }) });
    const calls = ['1', '2'].map((id) => sampleCall({ id, received }));
    for (const call of calls) await log.begin(call);
    expect(deferred).toHaveLength(whenIdle === 'never' ? 0 : 1);
    if (whenIdle === 'before the end') for (const work of deferred) work();
    expect(texts).toBe(whenIdle === 'before the end' ? 2 : 0);
    for (const call of calls) await log.end(call, { ok: true, value: { targets: ['orders'] } });
    if (whenIdle === 'after the end') for (const work of deferred) work();
    expect(texts).toBe(2);
    return store.entries;
  };
  const entries = await end('never');
  expect(entries).toMatchObject([{ request: { value: { note: '[EMAIL]' } }, scrubbed: { record: { email: 1 } } }, {}]);
  expect(await end('before the end')).toEqual(entries);
  expect(await end('after the end')).toEqual(entries);
});

test('requests that take long to prepare are left to the end of their calls: nothing waits for all of them [C1] [A9]', () => {
  let time = 0;
  let deferred = 0;
  const prepared: string[] = [];
  const run = (preparationMs: number, ...ids: readonly string[]) => {
    const work: (() => void)[] = [];
    const preparation = prepareSoon(
      (later) => void work.push(later),
      () => time,
      ({ id }) => {
        prepared.push(id);
        time += preparationMs;
      },
    );
    for (const id of ids) preparation.add(sampleCall({ id }));
    for (const later of work) later();
    deferred += work.length;
  };
  run(0, '1', '2', '3');
  run(300, '4', '5', '6');
  expect(prepared).toEqual(['1', '2', '3', '4']);
  expect(deferred).toBe(2);
});

test('a request that cannot be prepared refuses its own call when it ends, and ends no process [C1]', async () => {
  const deferred: (() => void)[] = [];
  const log = createAuditLog({
    scrubber: smallScrubber,
    store: memoryStore(),
    defer: (work) => void deferred.push(work),
    fingerprint: () => {
      throw new Error('no digests');
    },
  });
  const call = sampleCall();
  await log.begin(call);
  for (const work of deferred) expect(work).not.toThrow();
  await expect(log.end(call, { ok: true, value: {} })).rejects.toThrow(
    expect.objectContaining({ code: 'AUDIT_UNAVAILABLE' }),
  );
});
