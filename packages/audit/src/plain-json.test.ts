import { renderUntrustedJson, type Json } from '@mcp-chassis/tool-kit';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { plainJson } from './plain-json.ts';

const listOf = (items: number): Json => Array.from({ length: items }, () => 1);

function nested(levels: number): Json {
  let value: Json = 1;
  for (let i = 0; i < levels; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

test.each<[string, Json]>([
  ['arguments', { target: 'orders', sql: 'SELECT 1' }],
  ['text of several lines, with quotes', { sql: 'SELECT "id"\n\tFROM a\\b' }],
  ['nothing', [{}, [], '', null]],
  ['scalars', [true, false, -0, 1e21, 1e-7, 4.5]],
  ['keys that look like an index', { 10: 1, 9: 2, '': 3 }],
  ['more keys than are put in order by hand', Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${-i}`, i]))],
  ['a key called __proto__', JSON.parse('{"b":1,"__proto__":{"x":1}}') as Json],
  ['a key called toJSON', { toJSON: 'x', a: 1 }],
  ['64 levels', nested(64)],
  ['1,000 parts', listOf(1_000)],
])('%s: written in canonical form, and nothing in it is to be rendered [C5] [A16]', (_, value) => {
  expect(plainJson(value)).toBe(canonicalize(value));
  expect(renderUntrustedJson(value)).toBe(value);
});

test.each<[string, unknown]>([
  ['a carriage return', 'a\r\nb'],
  ['a control character', { a: '\u001b[31m' }],
  ['a delete character', '\u007f'],
  ['text beyond ASCII', ['ü']],
  ['a key beyond ASCII', { '\u200b': 1 }],
  ['a lone surrogate', { a: '\ud800' }],
  ['65 levels', nested(65)],
  ['1,001 parts', listOf(1_001)],
  ['1,001 parts on two levels', [listOf(500), listOf(499)]],
  ['a number that JSON has no form for', [Number.NaN]],
  ['a field that is undefined', { a: undefined }],
  ['an object that renders itself', { toJSON: () => 1 }],
  ['an object of a class', new Date(0)],
  ['an object without a prototype', Object.create(null)],
])('%s: left to those who can write it [C5] [A16]', (_, value) => {
  expect(plainJson(value as Json)).toBeUndefined();
});
