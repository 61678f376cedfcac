import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createExpectedPace, type Query } from './expected-pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const [quickMs, slowMs] = [20, 300];
let serial = 0;
/** A statement nobody ran before. */
const fresh = (agent: string): Query => ({ agent, statement: String((serial += 1)) });
const make = () => createExpectedPace(250, Date.now);

test.each([
  [1, 'unknown'],
  [2, 'quick'],
])('an agent that had %i quick queries is %s [G8]', (count, expected) => {
  const pace = make();
  for (let times = 0; times < count; times += 1) pace.note(fresh('a'), quickMs);
  expect(pace.of(fresh('a'))).toBe(expected);
  vi.advanceTimersByTime(60_000);
  expect(pace.of(fresh('a'))).toBe('unknown');
});

test('an agent whose queries are slow gives way to one that asks beside it [G8]', () => {
  const pace = make();
  pace.note(fresh('heavy'), slowMs);
  expect(pace.of(fresh('heavy'))).toBe('unknown');
  expect(pace.of(fresh('other'))).toBe('unknown');
  expect(pace.of(fresh('heavy'))).toBe('slow');
});

test('it gives way no longer when the other has gone, or when a minute has passed [G8]', () => {
  const pace = make();
  for (let times = 0; times < 8; times += 1) pace.note(fresh('heavy'), slowMs);
  pace.of(fresh('other'));
  vi.advanceTimersByTime(59_000);
  expect(pace.of(fresh('heavy'))).toBe('slow');
  vi.advanceTimersByTime(1_000);
  expect(pace.of(fresh('heavy'))).toBe('unknown');
  pace.of(fresh('other'));
  expect(pace.of(fresh('heavy'))).toBe('slow');
  vi.advanceTimersByTime(240_000);
  pace.of(fresh('other'));
  expect(pace.of(fresh('heavy'))).toBe('unknown');
});

test.each([
  [2, 'slow'],
  [3, 'unknown'],
  [10, 'unknown'],
  [11, 'quick'],
])('with %i quick queries for one that was slow an agent is %s [G8]', (count, expected) => {
  const pace = make();
  pace.note(fresh('a'), slowMs);
  for (let times = 0; times < count; times += 1) pace.note(fresh('a'), quickMs);
  pace.of(fresh('other'));
  expect(pace.of(fresh('a'))).toBe(expected);
});

test('a statement that was quick is expected to be so when its agent runs it again, whatever else that runs [G8]', () => {
  const pace = make();
  const statement = 'the same';
  pace.note({ agent: 'a', statement }, quickMs);
  pace.note(fresh('a'), slowMs);
  expect(pace.of({ agent: 'a', statement })).toBe('quick');
  expect(pace.of(fresh('a'))).toBe('unknown');
});

test('a statement that its agent never ran is expected to be what it is for others [G8]', () => {
  const pace = make();
  const statement = 'the same';
  pace.note({ agent: 'a', statement }, slowMs);
  expect(pace.of({ agent: 'b', statement })).toBe('slow');
  pace.note({ agent: 'b', statement }, quickMs);
  expect([pace.of({ agent: 'a', statement }), pace.of({ agent: 'b', statement })]).toEqual(['slow', 'quick']);
});

test('others cannot make a statement slow for an agent whose queries are quick [G8]', () => {
  const pace = make();
  const statement = 'the same';
  for (let times = 0; times < 4; times += 1) pace.note(fresh('quick'), quickMs);
  for (let times = 0; times < 9; times += 1) pace.note({ agent: 'heavy', statement }, slowMs);
  expect(pace.of({ agent: 'quick', statement })).toBe('quick');
});

test('a statement that was slow is expected to be so when its agent runs it again, for a minute [G8]', () => {
  const pace = make();
  const statement = 'the same';
  pace.note({ agent: 'a', statement }, slowMs);
  expect(pace.of({ agent: 'a', statement })).toBe('slow');
  expect(pace.of(fresh('a'))).toBe('unknown');
  vi.advanceTimersByTime(60_000);
  expect(pace.of({ agent: 'a', statement })).toBe('unknown');
});

test('knows what an agent had and what a query of it takes; one that is unknown may be about to be slow [G8]', () => {
  const pace = make();
  for (const ms of [10, 30]) pace.note(fresh('a'), ms);
  expect([pace.total('a'), pace.mean('a'), pace.total('unknown'), pace.mean('unknown')]).toEqual([40, 20, 250, 250]);
  vi.advanceTimersByTime(60_000);
  expect([pace.total('a'), pace.mean('a')]).toEqual([20, 20]);
});
