import { describe, expect, test } from 'vitest';
import { byteLength, jsonBytes } from './byte-length.ts';
import { fitItems, fitText } from './fit.ts';

describe('fitItems', () => {
  const items = ['a', 'é', '€', '😀'];
  // ["a","é","€","😀"] is 2 brackets, 3 commas, 8 quotes and 1 + 2 + 3 + 4 bytes.
  test.each([
    [23, 4],
    [22, 3],
    [16, 3],
    [15, 2],
    [10, 2],
    [9, 1],
    [5, 1],
    [4, 0],
    [2, 0],
    [0, 0],
    [-1, 0],
  ])('in %i bytes keeps %i [A6]', (bytes, kept) => {
    expect(fitItems(items, bytes)).toEqual(items.slice(0, kept));
  });

  test('counts as JSON does, at any size [A6]', () => {
    for (let kept = 1; kept <= items.length; kept += 1) {
      const bytes = jsonBytes(items.slice(0, kept));
      expect(fitItems(items, bytes)).toHaveLength(kept);
      expect(fitItems(items, bytes - 1)).toHaveLength(kept - 1);
    }
  });

  test('returns the same array when all of it fits [A6]', () => {
    expect(fitItems(items, 23)).toBe(items);
  });

  test('stops at the first that does not fit, and does not pick smaller ones behind it [A6]', () => {
    expect(fitItems(['a', 'x'.repeat(50), 'b'], 20)).toEqual(['a']);
  });

  test('of nothing is nothing [A6]', () => {
    expect(fitItems([], 2)).toEqual([]);
  });
});

describe('fitText', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'ab…'],
    ['abcdef', 4, 'a…'],
    ['abcdef', 3, '…'],
    ['abcdef', 2, ''],
    ['abcdef', 0, ''],
    ['abcdef', -1, ''],
    ['ab', 2, 'ab'],
    ['', 0, ''],
    ['éééé', 8, 'éééé'],
    ['éééé', 7, 'éé…'],
    ['éééé', 6, 'é…'],
    ['€€€', 9, '€€€'],
    ['€€€', 8, '€…'],
    ['😀😀', 8, '😀😀'],
    ['😀😀', 7, '😀…'],
    ['😀😀', 6, '…'],
    ['\ud83dabcd', 7, '\ud83dabcd'],
    ['\ud83dabcd', 6, '\ud83d…'],
  ])('%j in %i bytes is %j [A6]', (text, bytes, expected) => {
    expect(fitText(text, bytes)).toBe(expected);
  });

  test('never exceeds its bytes and never cuts a pair, at any size [A6]', () => {
    const text = 'aé€😀'.repeat(5);
    for (let bytes = 0; bytes <= byteLength(text) + 1; bytes += 1) {
      const fitted = fitText(text, bytes);
      expect(byteLength(fitted)).toBeLessThanOrEqual(bytes);
      expect(fitted.isWellFormed()).toBe(true);
    }
  });
});
