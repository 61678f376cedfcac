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

test('keeps no more than what still counts, however many agents there were [G8]', () => {
  let now = 0;
  const sums = createFadingSums(1, () => now);
  for (let agent = 0; agent < 5_000; agent += 1) {
    now += 1;
    sums.add(String(agent), 1);
  }
  expect(sums.size).toBeLessThan(1_002);
});
