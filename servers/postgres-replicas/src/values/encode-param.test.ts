import type { Json } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { encodeParam } from './encode-param.ts';

test.each<readonly [Json, string | null]>([
  [null, null],
  ['', ''],
  ['NULL', 'NULL'],
  [1.5, '1.5'],
  [false, 'false'],
  [[], '{}'],
  [['NULL', null, 'a"b\\c', 1, true], '{"NULL",NULL,"a\\"b\\\\c","1","true"}'],
  [
    [
      [1, 2],
      [3, 4],
    ],
    '{{"1","2"},{"3","4"}}',
  ],
  [{ a: [1] }, '{"a":[1]}'],
  [[{ a: 1 }], '{"{\\"a\\":1}"}'],
])('writes the parameter %j as Postgres reads it [G7]', (value, text) => {
  expect(encodeParam(value)).toBe(text);
});
