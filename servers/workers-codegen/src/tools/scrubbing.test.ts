import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { newMark, seenCalls } from '../testing/test-env.ts';

const mail = 'scrub.canary@leak-test.example.org';
const key = 'AKIAIOSFODNN7CANARY1';

test('secrets and personal data do not reach the model, and the result says what was replaced [D1]', async () => {
  const mark = newMark();
  const server = openServer();
  const raw = await server.callRaw('explain_code', {
    code: `// ${mark}\nconst to = '${mail}';`,
    context: `password=${key}`,
  });
  const [seen] = await seenCalls(mark);
  expect(seen?.prompt).toContain("const to = '[email]';");
  expect(seen?.prompt).not.toContain(key);
  expect(raw).toContain('"scrubbed":{"api_key":1,"email":1}');
  expect(raw + server.lines.join('')).not.toContain(mail);
});

test('every submitted text is scrubbed, whichever tool takes it [D1]', async () => {
  const server = openServer();
  const mark = newMark();
  const text = `${mark} ${mail}`;
  const calls: [string, Record<string, string>][] = [
    ['generate_code', { description: text, language: 'go', context: text }],
    ['review_code', { code: text, context: text }],
    ['transform_code', { code: text, instruction: text, language: 'go', context: text }],
    ['fix_bug', { code: text, problem: text, language: 'go', context: text }],
    ['scaffold_tests', { code: text, language: 'go', import_path: text, context: text }],
    ['run_quick_task', { task: text }],
    ['explain_code', { code: text, context: text }],
    ['generate_docs', { code: text, language: 'go', context: text }],
    ['generate_types', { source: text, language: 'go', context: text }],
    ['generate_commit_message', { diff: text, why: text }],
    ['generate_worker_boilerplate', { name: 'a', description: text, context: text }],
  ];
  for (const [name, args] of calls) await server.call(name, args);
  const seen = await seenCalls(mark);
  expect(seen.length).toBeGreaterThanOrEqual(calls.length);
  expect(seen.filter(({ prompt }) => prompt.includes(mail))).toEqual([]);
});

test('nothing is replaced where the policy is off [D1]', async () => {
  const mark = newMark();
  const answer = await openServer({ env: { SCRUB_INPUT: 'off' } }).call('explain_code', { code: `${mark} ${mail}` });
  expect(answer).toMatchObject({ ok: true, value: { scrubbed: {} } });
  expect((await seenCalls(mark))[0]?.prompt).toContain(mail);
});
