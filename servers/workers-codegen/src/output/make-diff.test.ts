import { expect, test } from 'vitest';
import { makeDiff } from './make-diff.ts';

test('makes a unified diff that patch -p1 takes [I1]', () => {
  expect(makeDiff('a\nb\nc\n', 'a\nB\nc\n')).toBe('--- a/code\n+++ b/code\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n');
});

test('does not mind a missing last line break on either side [I1]', () => {
  expect(makeDiff('a', 'a\n')).toBe('--- a/code\n+++ b/code\n');
});

test('gives up where more than 1,000 lines differ [I1]', () => {
  const lines = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`).join('\n');
  expect(makeDiff(lines('a', 500), lines('b', 500))).toContain('@@ -1,500 +1,500 @@');
  expect(makeDiff(lines('a', 501), lines('b', 501))).toBeUndefined();
});
