import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { newMark, seenCalls } from '../testing/test-env.ts';

const server = openServer();

test('writes TypeScript types with the given name when it is told no language [I1]', async () => {
  const mark = newMark();
  const answer = await server.call('generate_types', { source: `{"id": "${mark}"}`, root_name: 'Order' });
  expect(answer).toMatchObject({ ok: true, value: { language: 'typescript', tier: 'standard' } });
  expect((await seenCalls(mark))[0]?.prompt).toContain(
    'Write typescript types for the source, the outermost named Order.',
  );
});

test.each(['1a', 'a b', 'x'.repeat(81)])('refuses %j as the name of a type [A4]', async (name) => {
  expect(await server.call('generate_types', { source: '{}', root_name: name })).toMatchObject({
    code: 'INVALID_INPUT',
  });
});
