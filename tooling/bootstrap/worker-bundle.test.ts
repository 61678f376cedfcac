import { expect, test } from 'vitest';
import { judgeBundle } from './worker-bundle.mjs';

const told = (gzip: string) => `Total Upload: 700.10 KiB / gzip: ${gzip} KiB\n--dry-run: exiting now.`;

test.each([
  ['299.99', true],
  ['300.00', false],
  ['300.01', false],
])('a bundle of %s KiB, compressed, passes: %s', (gzip, passed) => {
  expect(judgeBundle(told(gzip))).toMatchObject({ passed });
});

test('the size is printed when it passes, and nothing passes whose size is not known', () => {
  expect(judgeBundle(told('230.87'))).toMatchObject({ note: '230.87 KiB gzip, at most 300' });
  expect(judgeBundle('something else')).toMatchObject({ passed: false });
  expect(judgeBundle(`The package "node:fs" wasn't found\n${told('1.00')}`)).toMatchObject({ passed: false });
});
