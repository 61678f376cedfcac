import { expect, test, vi } from 'vitest';
import { isSameSecret } from './is-same-secret.ts';

test.each([
  ['secret', 'secret', true],
  ['secret', 'secreT', false],
  ['', 'secret', false],
  ['secret-and-more', 'secret', false],
  ['ünïcode 😀', 'ünïcode 😀', true],
])('%j and %j: %s [I4]', async (given, expected, same) => {
  expect(await isSameSecret(given, expected)).toBe(same);
});

test('compares digests of one length, whatever the lengths of the texts: there is no early way out [I4]', async () => {
  const compare = vi.spyOn(
    crypto.subtle as unknown as { timingSafeEqual(a: ArrayBuffer, b: ArrayBuffer): boolean },
    'timingSafeEqual',
  );
  for (const given of ['', 'x', 'x'.repeat(10_000)]) await isSameSecret(given, 'secret');
  expect(compare.mock.calls.map(([left, right]) => [left.byteLength, right.byteLength])).toEqual([
    [32, 32],
    [32, 32],
    [32, 32],
  ]);
  compare.mockRestore();
});
