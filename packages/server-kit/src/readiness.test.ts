import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runChecks } from './readiness.ts';

const audit = { problem: () => undefined };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a dependency that does not answer is a problem after 5 s, and hides no other [A12]', async () => {
  const checks = runChecks(audit, [
    { name: 'silent', check: () => new Promise(() => {}) },
    { name: 'well', check: async () => undefined },
    { name: 'away', check: async () => 'it is away' },
  ]);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(await Promise.race([checks, Promise.resolve('still waiting')])).toBe('still waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await checks).toEqual({ audit: 'ok', silent: 'did not answer in time', well: 'ok', away: 'it is away' });
});

test('a check hears that its time is over [A12]', async () => {
  const { promise: heard, resolve } = Promise.withResolvers<boolean>();
  const check = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => resolve(signal.aborted));
    return new Promise<undefined>(() => {});
  };
  const checks = runChecks(audit, [{ name: 'silent', check }]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await heard).toBe(true);
  await checks;
});

test.each([
  ['throws', () => Promise.reject(new Error('canary.internal:5432'))],
  [
    'throws before it returns a promise',
    () => {
      throw new Error('canary.internal:5432');
    },
  ],
])('a check that %s says nothing of why, and leaves no timer [A12]', async (_how, check) => {
  expect(await runChecks({ problem: () => 'the disk is full' }, [{ name: 'broken', check }])).toEqual({
    audit: 'the disk is full',
    broken: 'could not be checked',
  });
  expect(vi.getTimerCount()).toBe(0);
});
