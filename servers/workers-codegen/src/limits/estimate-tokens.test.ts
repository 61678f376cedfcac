import { expect, test } from 'vitest';
import { estimateTokens } from './estimate-tokens.ts';

test.each([
  ['', 0],
  ['abc', 1],
  ['abcd', 2],
  ['a'.repeat(300), 100],
  ['é', 1],
  ['漢字', 3],
  ['😀', 2],
  ['abc😀', 3],
])('takes %j for about %i tokens [I5]', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});
