import { expect, test } from 'vitest';
import { isAtLeast } from './impact.ts';

test.each([
  ['read', 'read', true],
  ['read', 'write', false],
  ['read', 'high', false],
  ['write', 'read', true],
  ['write', 'write', true],
  ['write', 'high', false],
  ['high', 'read', true],
  ['high', 'write', true],
  ['high', 'high', true],
] as const)('%s is at least %s: %s [F1]', (impact, least, expected) => {
  expect(isAtLeast(impact, least)).toBe(expected);
});
