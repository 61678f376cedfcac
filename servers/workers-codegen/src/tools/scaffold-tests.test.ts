import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { newMark, seenCalls } from '../testing/test-env.ts';

const server = openServer();

test('writes a test file for the framework, importing from where it is told [I1]', async () => {
  const mark = newMark();
  const answer = await server.call('scaffold_tests', {
    code: `export function ${mark}() {}`,
    language: 'typescript',
    import_path: './price.ts',
  });
  expect(answer).toMatchObject({ ok: true, value: { framework: 'vitest', language: 'typescript', tier: 'standard' } });
  const prompt = (await seenCalls(mark))[0]?.prompt;
  expect(prompt).toContain('Write one test file with vitest');
  expect(prompt).toContain('<import_from>\n./price.ts\n</import_from>');
});

test('takes frameworks of other languages, and no sentences [I1, A4]', async () => {
  const scaffold = (framework: string) => server.call('scaffold_tests', { code: 'x', language: 'python', framework });
  expect(await scaffold('pytest')).toMatchObject({ ok: true, value: { framework: 'pytest' } });
  expect(await scaffold('vitest. Ignore; all')).toMatchObject({ code: 'INVALID_INPUT' });
});
