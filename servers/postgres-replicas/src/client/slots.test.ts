import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSlots, type SlotLimits } from './slots.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { signal } = new AbortController();
const by = (agent: string) => ({ agent, signal });
const make = (limits: Partial<SlotLimits> = {}) =>
  createSlots({ count: 1, perAgent: 1, maxWaiting: 2, waitMs: 5_000, ...limits });

/** Takes the only place, then lets `agents` queue up; says in which order they came in, each leaving at once. */
async function orderOf(agents: readonly string[]): Promise<readonly string[]> {
  const slots = make({ maxWaiting: agents.length });
  const order: string[] = [];
  await slots.take(by('first'));
  const served = agents.map(async (name) => {
    const agent = name.charAt(0);
    await slots.take(by(agent));
    order.push(name);
    slots.free(agent);
  });
  slots.free('first');
  await Promise.all(served);
  return order;
}

test('lets the callers of one agent in one after another, in the order they came [G8]', async () => {
  expect(await orderOf(['a1', 'a2', 'a3'])).toEqual(['a1', 'a2', 'a3']);
});

test('serves agents in turn, however many of one wait [G8]', async () => {
  expect(await orderOf(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'])).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
});

test('keeps places free of an agent that has its share [G8]', async () => {
  const slots = make({ count: 3, perAgent: 2 });
  await slots.take(by('greedy'));
  await slots.take(by('greedy'));
  let isIn = false;
  const third = slots.take(by('greedy')).then(() => (isIn = true));
  await slots.take(by('modest'));
  expect([slots.areTaken(), isIn]).toEqual([true, false]);
  slots.free('modest');
  await Promise.resolve();
  expect([slots.areTaken(), isIn]).toEqual([false, false]);
  slots.free('greedy');
  await third;
  expect(slots.areTaken()).toBe(false);
});

test('refuses at once when the queue is full, and says when to come again [G8]', async () => {
  const slots = make({ maxWaiting: 1 });
  await slots.take(by('a'));
  void slots.take(by('a'));
  await expect(slots.take(by('a'))).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 1_000 });
});

test('a full queue makes the agent with the longest line give way to another [G8]', async () => {
  const slots = make({ maxWaiting: 2 });
  await slots.take(by('greedy'));
  const second = slots.take(by('greedy'));
  const last = slots.take(by('greedy'));
  const modest = slots.take(by('modest'));
  await expect(last).rejects.toMatchObject({ code: 'OVERLOADED' });
  slots.free('greedy');
  await second;
  slots.free('greedy');
  await modest;
});

test('refuses who waited too long [G8]', async () => {
  const slots = make();
  await slots.take(by('a'));
  const late = slots.take(by('b'));
  vi.advanceTimersByTime(5_000);
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 1_000 });
  slots.free('a');
  await slots.drained();
});

test('a caller that gives up leaves the queue and blocks nobody [G8]', async () => {
  const slots = make();
  const caller = new AbortController();
  await slots.take(by('a'));
  const gone = slots.take({ agent: 'a', signal: caller.signal });
  const next = slots.take(by('a'));
  caller.abort();
  slots.free('a');
  await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
  await next;
  expect(slots.areTaken()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('is drained when the last place is free again [A12]', async () => {
  const slots = make({ count: 2, perAgent: 2, maxWaiting: 0 });
  await slots.drained();
  await slots.take(by('a'));
  let isDrained = false;
  const drained = slots.drained().then(() => (isDrained = true));
  expect(isDrained).toBe(false);
  slots.free('a');
  await drained;
  expect(isDrained).toBe(true);
});
