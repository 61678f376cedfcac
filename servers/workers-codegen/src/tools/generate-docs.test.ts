import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded } from '../testing/test-env.ts';

const server = openServer();

const docs = (format: string, text: string) =>
  server.call('generate_docs', {
    code: `x() // fake-inference:text=${encoded(text)}`,
    language: 'typescript',
    format,
  });

test('writes comments into the code, which is checked as code [I1, I7]', async () => {
  expect(await docs('comments', '```ts\n/** Does x. */\nx()\n```')).toMatchObject({
    ok: true,
    value: { text: '/** Does x. */\nx()', format: 'comments', tier: 'standard' },
  });
  expect(await docs('comments', '```ts\n/** Does x.\nx()\n```')).toMatchObject({ code: 'AI_ERROR' });
});

test('writes a page, which keeps its blocks of code [I1]', async () => {
  const page = '# x\n\n```ts\nx();\n```\n\n```ts\ny();\n```';
  expect(await docs('markdown', page)).toMatchObject({ ok: true, value: { text: page, format: 'markdown' } });
});
