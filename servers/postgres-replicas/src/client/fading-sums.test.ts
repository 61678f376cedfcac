import { expect, test } from 'vitest';
import { createFadingSums } from './fading-sums.ts';

test('forgets half of a sum in its half-life, and keeps agents apart [G8]', () => {
  let now = 0;
  const sums = createFadingSums(1_000, () => now);
  sums.add('a', 8);
  now = 1_000;
  sums.add('a', 1);
  sums.add('b', 2);
  now = 2_000;
  expect([sums.of('a'), sums.of('b'), sums.of('c')]).toEqual([
    { count: 0.75, amount: 2.5 },
    { count: 0.5, amount: 1 },
    { count: 0, amount: 0 },
  ]);
});

test('remembers the thousand keys that were added to last, however many there were [G8]', () => {
  const sums = createFadingSums(1_000, () => 0);
  sums.add('kept', 2);
  for (let key = 0; key < 5_000; key += 1) {
    sums.add(String(key), 1);
    sums.add('kept', 2);
  }
  expect([sums.size, sums.of('4999').count, sums.of('4000').count]).toEqual([1_000, 1, 0]);
  expect(sums.of('kept')).toEqual({ count: 5_001, amount: 10_002 });
});
