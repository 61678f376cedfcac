import type { Rejection } from '@mcp-chassis/tool-kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EntryDraft, RejectionRecord } from './record.ts';
import { createRejectionTally } from './rejection-tally.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';

const start = Date.parse('2026-11-21T08:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

function openTally(quotaBytes?: number) {
  const written: EntryDraft<RejectionRecord>[] = [];
  const state = { failing: false };
  const tally = createRejectionTally({
    scrubber: smallScrubber,
    now: Date.now,
    ...(quotaBytes !== undefined && { quotaBytes }),
    async write(records) {
      if (state.failing) throw new Error('disk full');
      written.push(...records);
    },
  });
  return { tally, written, state };
}

function rejection(changes: Partial<Rejection> = {}): Rejection {
  return {
    server: { name: 'postgres-replicas', version: '1.2.3', owner: 'on-call@sandbox.test', environment: 'production' },
    at: Date.now(),
    reason: 'unauthenticated',
    status: 401,
    address: '192.0.2.1',
    ...changes,
  };
}

test('refusals of a minute become one record per reason, status and address [C1]', async () => {
  const { tally, written } = openTally();
  tally.add(rejection({ userAgent: 'curl/8 ada@leak.test' }));
  vi.advanceTimersByTime(10_000);
  tally.add(rejection());
  tally.add(rejection({ address: '192.0.2.2' }));
  tally.add(rejection({ reason: 'rate_limited', status: 429 }));
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(written).toHaveLength(3);
  expect(written[0]).toEqual({
    v: 1,
    phase: 'rejection',
    at: '2026-11-21T08:01:00.000Z',
    first_at: '2026-11-21T08:00:00.000Z',
    last_at: '2026-11-21T08:00:10.000Z',
    environment: 'production',
    server: { name: 'postgres-replicas', version: '1.2.3', owner: 'on-call@sandbox.test' },
    reason: 'unauthenticated',
    status: 401,
    address: '192.0.2.1',
    user_agent: 'curl/8 [EMAIL]',
    others: false,
    count: 2,
  });
});

test('a flood from many addresses takes a bounded number of records and loses no count [C1]', async () => {
  const { tally, written } = openTally();
  for (let i = 0; i < 100_000; i += 1) tally.add(rejection({ address: `2001:db8::${i.toString(16)}` }));
  await tally.close();
  expect(written).toHaveLength(1_001);
  expect(written.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
  const others = written.filter((record) => record.others);
  expect(others).toMatchObject([{ count: 99_000 }]);
  expect(others[0]).not.toHaveProperty('address');
});

test('what could not be written is counted on and written a minute later [C2]', async () => {
  const { tally, written, state } = openTally();
  state.failing = true;
  tally.add(rejection());
  await vi.advanceTimersByTimeAsync(60_000);
  state.failing = false;
  tally.add(rejection());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(written).toMatchObject([{ count: 2, first_at: '2026-11-21T08:00:00.000Z' }]);
});

test('without timers the next refusal closes the minute [C1]', async () => {
  const { tally, written } = openTally();
  tally.add(rejection());
  vi.setSystemTime(start + 61_000);
  tally.add(rejection());
  expect(written).toMatchObject([{ count: 1 }]);
  await tally.close();
  expect(written).toMatchObject([{ count: 1 }, { count: 1 }]);
});

test('closing writes what was counted and leaves no timer, even when writing fails [C2]', async () => {
  const { tally, state } = openTally();
  state.failing = true;
  tally.add(rejection());
  await tally.close();
  tally.add(rejection());
  expect(vi.getTimerCount()).toBe(0);
});

test('a day of floods stays within its quota, and no count is lost [C1]', async () => {
  const { tally, written } = openTally(100_000);
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    for (let i = 0; i < 70; i += 1) tally.add(rejection({ address: `198.51.100.${minute % 250}.${i}` }));
    await vi.advanceTimersByTimeAsync(60_000);
  }
  await tally.close();
  const bytesOf = (records: typeof written) =>
    records.reduce((sum, record) => sum + JSON.stringify(record).length + 400, 0);
  const [sums, single] = [written.filter(({ others }) => others), written.filter(({ others }) => !others)];
  expect(written.reduce((sum, { count }) => sum + count, 0)).toBe(24 * 60 * 70);
  expect(bytesOf(single)).toBeLessThanOrEqual(200_000);
  expect(sums.length).toBeLessThanOrEqual(24 * 60);
});
