import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded, newMark, seenCalls } from '../testing/test-env.ts';

const server = openServer();

const commit = (text: string, rest = {}) =>
  server.call('generate_commit_message', { diff: `+a fake-inference:text=${encoded(text)}`, ...rest });

test('gives subject and body apart, on the fast tier [I1, I3]', async () => {
  expect(await commit('fix(api): close the door\n\nIt stood open.')).toMatchObject({
    ok: true,
    value: { subject: 'fix(api): close the door', body: 'It stood open.', tier: 'fast' },
  });
  expect(await commit('```\nOnly a subject\n```')).toMatchObject({ value: { subject: 'Only a subject', body: '' } });
});

test.each([
  [100, 'ok'],
  [101, 'AI_ERROR'],
])('a subject of %i characters is %s [I7]', async (length, outcome) => {
  const answer = await commit('x'.repeat(length));
  expect(answer.ok ? 'ok' : answer.code).toBe(outcome);
});

test('tells the model the style and the reason [I1]', async () => {
  const mark = newMark();
  await server.call('generate_commit_message', { diff: '+a', style: 'plain', why: mark });
  expect((await seenCalls(mark))[0]?.prompt).toMatch(/in the imperative[\s\S]*<why>/);
});

test('an empty message is no answer [I7]', async () => {
  expect(await commit('```\n\n```')).toMatchObject({ code: 'AI_ERROR' });
});
