import { expect, test } from 'vitest';
import { decodeValue } from './decode-value.ts';
import type { PgType } from './pg-type.ts';

const json: PgType = { name: 'jsonb', form: 'json' };
const numbers: PgType = {
  name: 'integer[]',
  form: 'array',
  element: { name: 'integer', form: 'number' },
  delimiter: ',',
};
const range: PgType = { name: 'int4range', form: 'range', bound: { name: 'integer', form: 'number' } };
const pair: PgType = { name: 'pair', form: 'composite', fields: [{ name: 'a', type: json }] };

test.each<readonly [string, PgType, string]>([
  ['an array that does not end', numbers, '{1,2'],
  ['an array with something behind it', numbers, '{1}2'],
  ['an array that nests too deep', numbers, `${'{'.repeat(50)}1${'}'.repeat(50)}`],
  ['a quoted element that does not end', numbers, '{"1'],
  ['a range without a comma', range, '[1)'],
  ['a range whose quotes do not end', range, '["1,2)'],
  ['a composite with other columns than its type', pair, '(1,2)'],
  ['json that is none', json, '{'],
])('shows %s as the text it is [G7]', (_what, type, text) => {
  expect(decodeValue(type, text, {})).toBe(text);
});

test.each<readonly [string, unknown]>([
  ['1', 1],
  ['"9007199254740993"', '9007199254740993'],
  ['[9007199254740993]', ['9007199254740993']],
  ['[9007199254740991]', [9007199254740991]],
  ['[0.1234567890123456789]', ['0.1234567890123456789']],
  ['[1e400, 1e2, 1E-400]', ['1e400', 100, '1E-400']],
  ['{"id": "12345678901234567890", "n": 1e5}', { id: '12345678901234567890', n: 100000 }],
])('parses json %s without losing a digit [G7]', (text, expected) => {
  expect(decodeValue(json, text, {})).toEqual(expected);
});

test('summarises json that nests deeper than 64 levels [G7]', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(decodeValue(json, nested(64), {})).toBeInstanceOf(Array);
  expect(decodeValue(json, nested(65), {})).toMatchObject({ type: 'json', characters: 130 });
  expect(decodeValue(json, `"${'['.repeat(100)}"`, {})).toBe('['.repeat(100));
});

test('keeps the digest of a summary stable, and its head short [G7]', () => {
  const text: PgType = { name: 'text', form: 'text' };
  expect(decodeValue(text, 'x'.repeat(2_000), {})).toBe('x'.repeat(2_000));
  expect(decodeValue(text, 'x'.repeat(2_001), {})).toEqual({
    type: 'text',
    characters: 2_001,
    sha256: '9f2c9dcddb048a0b',
    head: 'x'.repeat(200),
  });
  expect(decodeValue(text, 'xyz', { maxCellCharacters: 2 })).toMatchObject({ type: 'text', head: 'xyz' });
});
