import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded, newMark, seenCalls } from '../testing/test-env.ts';

const server = openServer();

const review = (answer: unknown, rest = {}) =>
  server.call('review_code', {
    code: `let a; // fake-inference:text=${encoded(JSON.stringify(answer))}`,
    ...rest,
  });

test('lists findings with their severity and line, missing parts filled in [I1, A5]', async () => {
  const answer = await review({
    summary: 'One thing.',
    findings: [
      { severity: 'high', line: 3, problem: 'Off by one.' },
      { severity: 'low', problem: 'Name.' },
    ],
  });
  expect(answer).toMatchObject({
    ok: true,
    value: {
      tier: 'standard',
      summary: 'One thing.',
      findings: [
        { severity: 'high', line: 3, problem: 'Off by one.', suggestion: '' },
        { severity: 'low', line: null, problem: 'Name.', suggestion: '' },
      ],
    },
  });
});

test('is AI_ERROR when the answer is of another form, also after the repair [I7]', async () => {
  expect(await review({ summary: 'x', findings: [{ severity: 'fatal', problem: 'x' }] })).toMatchObject({
    code: 'AI_ERROR',
  });
});

test('takes 50 findings, and not one more [A5]', async () => {
  const findings = (count: number) => Array.from({ length: count }, (_, i) => ({ severity: 'low', problem: `p${i}` }));
  expect(await review({ summary: 'x', findings: findings(50) })).toMatchObject({ ok: true });
  expect(await review({ summary: 'x', findings: findings(51) })).toMatchObject({ code: 'AI_ERROR' });
});

test('tells the model what to look for [I1]', async () => {
  const mark = newMark();
  await server.call('review_code', { code: mark, focus: 'security', language: 'php' });
  expect((await seenCalls(mark))[0]?.prompt).toContain('Review the php code. Look only for security holes');
});
