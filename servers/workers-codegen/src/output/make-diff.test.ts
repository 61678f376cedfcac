import { expect, test } from 'vitest';
import { makeDiff } from './make-diff.ts';

test('makes a unified diff that patch -p1 takes [I1]', () => {
  expect(makeDiff('a\nb\nc\n', 'a\nB\nc\n')?.text).toBe('--- a/code\n+++ b/code\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n');
});

test('does not mind a missing last line break on either side [I1]', () => {
  expect(makeDiff('a', 'a\n')?.text).toBe('--- a/code\n+++ b/code\n');
});

test('gives up where more than 1,000 lines differ [I1]', () => {
  const lines = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`).join('\n');
  expect(makeDiff(lines('a', 500), lines('b', 500))?.text).toContain('@@ -1,500 +1,500 @@');
  expect(makeDiff(lines('a', 501), lines('b', 501))).toBeUndefined();
});

const sent = ["const to = 'ada@x.org';", 'a1', 'a2', 'a3', 'let b = 1;'].join('\n');
const scrubbed = sent.replace('ada@x.org', '[email]');

test('applies to what was sent where no line that it names was scrubbed [I1, D1]', () => {
  expect(makeDiff(scrubbed, scrubbed.replace('let', 'const'), sent)).toMatchObject({ base: 'sent' });
});

test.each([
  ['changed', scrubbed.replace('const to', 'const recipient'), sent],
  ['shown beside a change', scrubbed.replace('a1', 'A1'), sent],
  ['more lines than its placeholder', scrubbed.replace('let', 'const'), sent.replace('ada', 'ada\n')],
])('applies to the scrubbed text alone, and says so, where what was scrubbed is %s [I1, D1]', (_name, after, given) => {
  const diff = makeDiff(scrubbed, after, given);
  expect(diff?.base).toBe('scrubbed');
  expect(diff?.text).not.toContain('ada');
});
