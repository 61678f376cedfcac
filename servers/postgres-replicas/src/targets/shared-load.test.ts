import { expect, test } from 'vitest';
import { createSharedLoad } from './shared-load.ts';

const { signal } = new AbortController();

function counting() {
  let now = 0;
  let loads = 0;
  const shared = createSharedLoad({ load: () => Promise.resolve((loads += 1)), keepMs: 100, clock: () => now });
  return { shared, pass: (ms: number) => (now += ms) };
}

test('loads once for all who ask, and again when the value is too old [G7]', async () => {
  const { shared, pass } = counting();
  expect(await Promise.all([shared.get(signal), shared.get(signal)])).toEqual([1, 1]);
  pass(99);
  expect(await shared.get(signal)).toBe(1);
  pass(1);
  expect(await shared.get(signal)).toBe(2);
  shared.forget();
  expect(await shared.get(signal)).toBe(3);
});

test('does not keep a failure [G2]', async () => {
  let isBroken = true;
  const load = () => (isBroken ? Promise.reject(new Error('down')) : Promise.resolve('up'));
  const shared = createSharedLoad({ load, keepMs: 100, clock: () => 0 });
  await expect(shared.get(signal)).rejects.toThrow('down');
  isBroken = false;
  expect(await shared.get(signal)).toBe('up');
});

test('a caller that gives up does not stop the load for others [G8]', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const shared = createSharedLoad({ load: () => promise, keepMs: 100, clock: () => 0 });
  const caller = new AbortController();
  const gone = shared.get(caller.signal);
  const other = shared.get(signal);
  caller.abort();
  await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
  resolve('loaded');
  expect(await other).toBe('loaded');
});
