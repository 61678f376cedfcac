import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

const { signal } = new AbortController();

test('lets callers in one after another, in the order they came [G8]', async () => {
  const slots = createSlots(1, 2);
  const order: string[] = [];
  await slots.take(signal);
  const first = slots.take(signal).then(() => order.push('first'));
  const second = slots.take(signal).then(() => order.push('second'));
  slots.free();
  await first;
  slots.free();
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('refuses at once when the queue is full [G8]', async () => {
  const slots = createSlots(1, 1);
  await slots.take(signal);
  void slots.take(signal);
  await expect(slots.take(signal)).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 1_000 });
});

test('a caller that gives up leaves the queue and blocks nobody [G8]', async () => {
  const slots = createSlots(1, 2);
  const caller = new AbortController();
  await slots.take(signal);
  const gone = slots.take(caller.signal);
  const next = slots.take(signal);
  caller.abort();
  await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
  slots.free();
  await next;
  expect(slots.areTaken()).toBe(true);
});

test('is drained when the last place is free again [A12]', async () => {
  const slots = createSlots(2, 0);
  await slots.drained();
  await slots.take(signal);
  let isDrained = false;
  const drained = slots.drained().then(() => (isDrained = true));
  expect(isDrained).toBe(false);
  slots.free();
  await drained;
  expect(isDrained).toBe(true);
});
