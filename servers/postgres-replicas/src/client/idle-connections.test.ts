import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createIdleConnections } from './idle-connections.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let closed: string[];

function open(name: string) {
  return { name, close: () => Promise.resolve(void closed.push(name)) };
}

const make = () => {
  closed = [];
  return createIdleConnections<ReturnType<typeof open>>(60_000, Date.now);
};

test('closes each connection when nobody has used it for its time, and no sooner [G8]', () => {
  const idle = make();
  idle.keep(open('a'));
  vi.advanceTimersByTime(20_000);
  idle.keep(open('b'));
  vi.advanceTimersByTime(39_999);
  expect(closed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(closed).toEqual(['a']);
  vi.advanceTimersByTime(20_000);
  expect(closed).toEqual(['a', 'b']);
  expect(idle.take()).toBeUndefined();
});

test('a connection that is used again and again is not closed [G8]', () => {
  const idle = make();
  idle.keep(open('a'));
  for (let seconds = 0; seconds < 300; seconds += 30) {
    const taken = idle.take();
    expect(taken).toMatchObject({ name: 'a' });
    if (taken !== undefined) idle.keep(taken);
    vi.advanceTimersByTime(30_000);
  }
  expect(closed).toEqual([]);
  vi.advanceTimersByTime(30_000);
  expect(closed).toEqual(['a']);
});

test('gives the one that was used last, and none that has ended [G8]', () => {
  const idle = make();
  const [a, b, c] = [open('a'), open('b'), open('c')];
  for (const connection of [a, b, c]) idle.keep(connection);
  idle.forget(b);
  idle.forget(open('unknown'));
  expect([idle.take(), idle.take(), idle.take()]).toEqual([c, a, undefined]);
  vi.advanceTimersByTime(60_000);
  expect(closed).toEqual([]);
});
