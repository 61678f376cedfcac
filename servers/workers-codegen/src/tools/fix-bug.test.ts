import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded, newMark, seenCalls } from '../testing/test-env.ts';

const server = openServer();

test('mends what the problem describes, as a diff where one is asked for [I1]', async () => {
  const mark = newMark();
  const answer = await server.call('fix_bug', {
    code: 'return a - b;',
    problem: `${mark}: adds wrongly. fake-inference:text=${encoded('```ts\nreturn a + b;\n```')}`,
    language: 'typescript',
    output: 'diff',
  });
  expect(answer).toMatchObject({
    ok: true,
    value: {
      format: 'diff',
      tier: 'standard',
      diff: expect.stringContaining('-return a - b;\n+return a + b;') as unknown,
    },
  });
  expect((await seenCalls(mark))[0]?.prompt).toContain('with the smallest change that does it');
});

test('needs to be told the problem [A4]', async () => {
  expect(await server.call('fix_bug', { code: 'x', language: 'go' })).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'problem: required, expected string.',
  });
});
