import { expect, test } from 'vitest';
import { checkProse } from './check-prose.ts';

test('prose that breaks off inside a block of code is sent back [I7]', () => {
  expect(checkProse('Use it so:\n```ts\nadd(1')).toEqual({
    ok: false,
    problem: 'a fenced block of code is not closed.',
  });
  expect(checkProse('Use it so:\n```ts\nadd(1)\n```')).toMatchObject({ ok: true });
});
