import { describe, expect, test } from 'vitest';
import { byteLength, jsonBytes } from './byte-length.ts';

describe('byteLength', () => {
  test.each([
    ['nothing', ''],
    ['ASCII', 'select 1;\t\n\u0000\u007f'],
    ['the first of two bytes', '\u0080'],
    ['the last of two bytes', '\u07ff'],
    ['the first of three bytes', '\u0800'],
    ['the last before the surrogates', '\ud7ff'],
    ['the first after the surrogates', '\ue000'],
    ['the last of three bytes', '\uffff'],
    ['the first pair', '\u{10000}'],
    ['the last pair', '\u{10ffff}'],
    ['accents', 'crème brûlée, e\u0301'],
    ['Chinese, Japanese, Korean', '数据 データ 데이터'],
    ['a family', '👨‍👩‍👧'],
    ['a lone high surrogate at the end', 'a\ud83d'],
    ['a lone low surrogate', 'a\ude00b'],
    ['a high surrogate before ASCII', '\ud83da'],
    ['a high surrogate before two bytes', '\ud83dé'],
    ['a high surrogate before three bytes', '\ud83d€'],
    ['two high surrogates and a pair', '\ud83d\ud83d\u{1f600}'],
    ['a pair the wrong way round', '\ude00\ud83d'],
  ])('counts %s as an encoder does [A6]', (_name, text) => {
    expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
  });
});

describe('jsonBytes', () => {
  test.each([
    [null, 4],
    [{}, 2],
    [{ a: [1, 'é'] }, 14],
    ['"\n', 6],
    ['\ud800', 8],
    [undefined, 0],
  ])('of %j is %i [A6]', (value, bytes) => {
    expect(jsonBytes(value)).toBe(bytes);
  });
});
