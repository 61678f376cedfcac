import { expect, test } from 'vitest';
import { keepByText } from './kept-by-text.ts';

test('keeps what was asked for last, and no more texts than it may [G8]', () => {
  const kept = keepByText<number>({ texts: 2, characters: 1_000 });
  kept.set('a', 1);
  kept.set('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3);
  expect(['a', 'b', 'c'].map((text) => kept.get(text))).toEqual([1, undefined, 3]);
});

test('keeps no more characters than it may, whatever is set again [G8]', () => {
  const kept = keepByText<number>({ texts: 100, characters: 160 });
  const texts = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(97 + index).repeat(10));
  for (const text of texts) for (const time of [1, 2]) kept.set(text, time);
  expect(texts.map((text) => kept.get(text))).toEqual([...Array<undefined>(4).fill(undefined), ...Array(16).fill(2)]);
});

test('one long text takes the place of nothing [G8]', () => {
  const kept = keepByText<number>({ texts: 100, characters: 160 });
  kept.set('short', 1);
  kept.set('x'.repeat(11), 2);
  expect(kept.get('short')).toBe(1);
  expect(kept.get('x'.repeat(11))).toBeUndefined();
});

test('knows a text by all of it', () => {
  const kept = keepByText<number>({ texts: 2, characters: 1_000 });
  kept.set('SELECT 1', 1);
  expect([' SELECT 1', 'SELECT 1 ', 'select 1', 'SELECT 2', ''].map((text) => kept.get(text))).toEqual(
    Array<undefined>(5).fill(undefined),
  );
});
