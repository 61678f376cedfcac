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
  expect([sums.of('a'), sums.of('b'), sums.of('c')]).toEqual([2.5, 1, 0]);
});

test('remembers the thousand keys that were added to last, however many there were [G8]', () => {
  const sums = createFadingSums(1_000, () => 0);
  sums.add('kept', 1);
  for (let key = 0; key < 5_000; key += 1) {
    sums.add(String(key), 1);
    sums.add('kept', 1);
  }
  expect([sums.size, sums.of('4999'), sums.of('4000'), sums.of('kept')]).toEqual([1_000, 1, 0, 5_001]);
});
