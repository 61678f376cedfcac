import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Pace } from './expected-pace.ts';
import { createSlots, evicted, type Slot, type SlotLimits, type Slots } from './slots.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { signal } = new AbortController();
const make = (limits: Partial<SlotLimits> = {}) =>
  createSlots({ count: 1, perAgent: 1, slow: 1, slowAfterMs: 100, maxWaiting: 2, waitMs: 5_000, ...limits });
/** Takes a place whose query runs at once. */
async function enter(slots: Slots, agent: string, pace: Pace | undefined = 'quick'): Promise<Slot> {
  const slot = await slots.take({ agent, statement: agent, signal }, pace);
  slot.start();
  return slot;
}

/** Takes the only place, then lets `agents` queue up; says in which order they came in, each leaving after 300 ms. */
async function orderOf(agents: readonly string[]): Promise<readonly string[]> {
  const slots = make({ maxWaiting: agents.length });
  const order: string[] = [];
  const first = await enter(slots, 'first');
  const served = agents.map(async (name) => {
    const slot = await enter(slots, name.charAt(0));
    order.push(name);
    setTimeout(() => slot.free(), 300);
  });
  first.free();
  const all = Promise.all(served);
  await vi.advanceTimersByTimeAsync(300 * agents.length);
  await all;
  return order;
}

/** Waits until the promises that can be settled are. */
const settle = () => vi.advanceTimersByTimeAsync(0);

test('lets the callers of one agent in one after another, in the order they came [G8]', async () => {
  expect(await orderOf(['a1', 'a2', 'a3'])).toEqual(['a1', 'a2', 'a3']);
});

test('serves agents in turn, however many of one wait [G8]', async () => {
  expect(await orderOf(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'])).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
});

test('serves the agent first that had least of the target lately, an unknown one after those that are quick [G8]', async () => {
  const slots = make({ maxWaiting: 3 });
  for (const [agent, ms] of Object.entries({ greedy: 400, modest: 10 })) {
    const slot = await enter(slots, agent);
    vi.advanceTimersByTime(ms);
    slot.free();
  }
  const first = await enter(slots, 'first');
  const order: string[] = [];
  for (const agent of ['greedy', 'unknown', 'modest'])
    void enter(slots, agent, 'quick').then((slot) => {
      order.push(agent);
      slot.free();
    });
  first.free();
  await settle();
  expect(order).toEqual(['modest', 'unknown', 'greedy']);
});

test('keeps places free of an agent that has its share [G8]', async () => {
  const slots = make({ count: 3, perAgent: 2 });
  const first = await enter(slots, 'greedy');
  await enter(slots, 'greedy');
  let isIn = false;
  const third = enter(slots, 'greedy').then(() => (isIn = true));
  const modest = await enter(slots, 'modest');
  expect([slots.areTaken(), isIn]).toEqual([true, false]);
  modest.free();
  await settle();
  expect([slots.areTaken(), isIn]).toEqual([false, false]);
  first.free();
  await third;
  expect(slots.areTaken()).toBe(false);
});

/** Two places, of which one may be slow: `count` are held for as long as makes them slow. */
async function heldFor(ms: number, count: number): Promise<{ slots: Slots; held: Slot[] }> {
  const slots = make({ count: 2, perAgent: 2 });
  const held: Slot[] = [];
  for (let index = 0; index < count; index += 1) held.push(await enter(slots, 'a'));
  vi.advanceTimersByTime(ms);
  return { slots, held };
}

const evictions = (held: readonly Slot[]) => held.map(({ signal: { reason } }) => reason === evicted);

test.each([
  ['not yet slow', 99, 2, [false, false]],
  ['slow, and alone', 100, 1, [false]],
  ['slow, beside as many as may be', 100, 2, [false, true]],
])('a place that is %s is held or taken away [G8]', async (_, ms, count, expected) => {
  expect(evictions((await heldFor(ms, count)).held)).toEqual(expected);
});

test('what was evicted waits for a slow place, while what is quick goes ahead [G8]', async () => {
  const { slots, held } = await heldFor(100, 2);
  held[1]?.free();
  const order: string[] = [];
  void enter(slots, 'b', 'slow').then(() => order.push('slow'));
  await settle();
  (await enter(slots, 'c')).free();
  expect(order).toEqual([]);
  held[0]?.free();
  await settle();
  expect(order).toEqual(['slow']);
  expect(slots.areTaken()).toBe(false);
});

test('agents that nobody knows have places of their own, and lose them in half the time [G8]', async () => {
  const slots = make({ count: 4, perAgent: 2 });
  await enter(slots, 'heavy', 'slow');
  const first = await enter(slots, 'new', 'unknown');
  let isIn = false;
  const second = enter(slots, 'newer', 'unknown').then(() => (isIn = true));
  const quick = await enter(slots, 'known');
  vi.advanceTimersByTime(49);
  await settle();
  expect([first.signal.aborted, isIn]).toEqual([false, false]);
  vi.advanceTimersByTime(1);
  expect([first.signal.reason, quick.signal.aborted]).toEqual([evicted, false]);
  first.free();
  await second;
});

test('an unknown agent that turns out slow leaves its place to the next one, when it may be slow [G8]', async () => {
  const slots = make({ count: 3 });
  const first = await enter(slots, 'new', 'unknown');
  const second = enter(slots, 'newer', 'unknown');
  vi.advanceTimersByTime(50);
  await second;
  expect(first.signal.aborted).toBe(false);
});

test('an agent is known when two queries of it were quick; one that failed tells nothing [G8]', async () => {
  const slots = make({ count: 2, perAgent: 2, slow: 1 });
  let serial = 0;
  const ask = async () => {
    const slot = await slots.take({ agent: 'a', statement: String((serial += 1)), signal });
    slot.start();
    return slot;
  };
  const run = async (hasFailed: boolean) => {
    const slot = await ask();
    if (hasFailed) slot.fail();
    slot.free();
  };
  const seeHowMany = async () => {
    const claims = [ask(), ask()];
    await settle();
    const areTaken = slots.areTaken();
    for (const claim of claims) (await claim).free();
    return areTaken ? 2 : 1;
  };
  await run(false);
  await run(true);
  await run(true);
  expect(await seeHowMany()).toBe(1);
  expect(await seeHowMany()).toBe(2);
});

test('a connection that did not open says nothing of its agent [G8]', async () => {
  const slots = make({ count: 2, perAgent: 2 });
  const unopened = await slots.take({ agent: 'a', statement: 'x', signal });
  vi.advanceTimersByTime(5_000);
  unopened.free();
  const claims = [1, 2].map((statement) => slots.take({ agent: 'a', statement: String(statement), signal }));
  await settle();
  expect(slots.areTaken()).toBe(false);
  for (const claim of claims) (await claim).free();
});

test('what is quick gets its turn where slow queries may have every place [G8]', async () => {
  const slots = make({ maxWaiting: 9 });
  const order: string[] = [];
  const first = await enter(slots, 'heavy', 'slow');
  const served = (['slow', 'slow', 'slow', 'quick'] as const).map(async (pace) => {
    const slot = await enter(slots, pace, pace);
    order.push(pace);
    slot.free();
  });
  first.free();
  await Promise.all(served);
  expect(order.indexOf('quick')).toBeLessThan(3);
});

test('a place is as slow as its query, however long its connection took to open [G8]', async () => {
  const slots = make({ count: 2, perAgent: 2, slow: 0 });
  const slot = await slots.take({ agent: 'a', statement: '', signal }, 'quick');
  vi.advanceTimersByTime(1_000);
  slot.start();
  vi.advanceTimersByTime(99);
  expect(slot.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(slot.signal.reason).toBe(evicted);
});

test('what is slow from the start is never evicted, and leaves its place to the next [G8]', async () => {
  const slots = make({ count: 2, perAgent: 2 });
  const slow = await enter(slots, 'a', 'slow');
  vi.advanceTimersByTime(60_000);
  expect(slow.signal.aborted).toBe(false);
  slow.free();
  await enter(slots, 'b', 'slow');
});

test('a slow query that waits too long hears why [G8]', async () => {
  const { slots } = await heldFor(100, 1);
  const late = enter(slots, 'b', 'slow');
  vi.advanceTimersByTime(5_000);
  await expect(late).rejects.toMatchObject({
    code: 'OVERLOADED',
    message: expect.stringContaining('is slow') as string,
  });
});

test('refuses at once when the queue is full, and says when to come again [G8]', async () => {
  const slots = make({ maxWaiting: 1 });
  await enter(slots, 'a');
  void enter(slots, 'a');
  await expect(enter(slots, 'a')).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 1_000 });
});

test('a full queue makes the agent with the longest line give way to another [G8]', async () => {
  const slots = make({ maxWaiting: 2 });
  const first = await enter(slots, 'greedy');
  const second = enter(slots, 'greedy');
  const last = enter(slots, 'greedy');
  const modest = enter(slots, 'modest');
  await expect(last).rejects.toMatchObject({ code: 'OVERLOADED' });
  first.free();
  (await Promise.race([second, modest])).free();
  await Promise.all([second, modest]);
});

test('refuses who waited too long [G8]', async () => {
  const slots = make();
  const held = await enter(slots, 'a');
  const late = enter(slots, 'b');
  vi.advanceTimersByTime(5_000);
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterMs: 1_000 });
  held.free();
  await slots.drained();
});

test('a caller that gives up leaves the queue and blocks nobody [G8]', async () => {
  const slots = make();
  const caller = new AbortController();
  const held = await enter(slots, 'a');
  const gone = slots.take({ agent: 'a', statement: '', signal: caller.signal });
  const next = enter(slots, 'a');
  caller.abort();
  held.free();
  await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
  (await next).free();
  expect(slots.areTaken()).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('is drained when the last place is free again [A12]', async () => {
  const slots = make({ count: 2, perAgent: 2, maxWaiting: 0 });
  await slots.drained();
  const held = [await enter(slots, 'a'), await enter(slots, 'a')];
  let isDrained = false;
  const drained = slots.drained().then(() => (isDrained = true));
  held[0]?.free();
  await settle();
  expect(isDrained).toBe(false);
  held[1]?.free();
  await drained;
  expect(isDrained).toBe(true);
});
