import type { Rejection } from '@mcp-chassis/tool-kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RejectionRecord } from '../record.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { makeSpool, quiet } from '../testing/written-spool.test.support.ts';
import { openAuditLog } from './open-audit-log.ts';
import { verifySpool } from './verify/verify-spool.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const logins = 100_000;
const minutes = 4;
const quotaBytes = 262_144;

test('100,000 rejected logins stay within their quota, counted by address and minute, and honest calls are served [C1]', async () => {
  const spool = await makeSpool();
  const sink = memorySink();
  const log = await openAuditLog({
    directory: spool.directory,
    scrubber: smallScrubber,
    sinks: [sink],
    rejectionQuotaBytes: quotaBytes,
    log: quiet,
  });
  const { server } = sampleCall();
  const rejected = (i: number): Rejection => ({
    server,
    at: Date.now(),
    reason: 'unauthenticated',
    status: 401,
    // Ten that come all the time, and a new one for every login.
    address: i % 2 === 0 ? `192.0.2.${i % 20}` : `2001:db8::${i.toString(16)}`,
    userAgent: 'hydra',
  });
  for (let minute = 0; minute < minutes; minute += 1) {
    for (let i = 0; i < logins / minutes; i += 1) log.reject(rejected(minute * 1_000_000 + i));
    await log.end(sampleCall(), { ok: true, value: {} });
    await vi.advanceTimersByTimeAsync(60_000);
  }
  await log.close();
  const entries = spool.entries();
  const records = entries.filter((entry): entry is RejectionRecord => entry.phase === 'rejection');
  expect(records.reduce((sum, { count }) => sum + count, 0)).toBe(logins);
  expect(Buffer.byteLength(records.map((record) => JSON.stringify(record)).join(''))).toBeLessThan(quotaBytes);
  const often = records.filter(({ address }) => address === '192.0.2.4');
  expect(often.map(({ count }) => count)).toEqual([1_250, 1_250, 1_250, 1_250]);
  expect(records.filter(({ others }) => others)).toHaveLength(minutes);
  expect(entries.filter(({ phase }) => phase === 'outcome')).toHaveLength(minutes);
  expect(verifySpool(spool.directory).ok).toBe(true);
});
