import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded } from '../testing/test-env.ts';

const server = openServer();

const before = 'let a = 1;\nlet b = 2;\n';
const after = 'const a = 1;\nlet b = 2;\n';
const transform = (rest: Readonly<Record<string, string>>) =>
  server.call('transform_code', {
    code: before,
    instruction: `Use const. fake-inference:text=${encoded(`\`\`\`ts\n${after}\`\`\``)}`,
    language: 'typescript',
    ...rest,
  });

test('gives the whole changed code back [I1]', async () => {
  expect(await transform({})).toMatchObject({
    ok: true,
    value: { format: 'code', code: after.trimEnd(), tier: 'standard' },
  });
});

test('gives a diff where one is asked for [I1]', async () => {
  const answer = await transform({ output: 'diff' });
  expect(answer).toMatchObject({
    value: {
      format: 'diff',
      diff: '--- a/code\n+++ b/code\n@@ -1,2 +1,2 @@\n-let a = 1;\n+const a = 1;\n let b = 2;\n',
    },
  });
  expect(answer.ok && 'code' in answer.value).toBe(false);
});

test('gives the code where too much has changed for a diff [I1]', async () => {
  const code = Array.from({ length: 2_100 }, (_, i) => `v${i}();`).join('\n');
  expect(await transform({ output: 'diff', code })).toMatchObject({ value: { format: 'code', code: after.trimEnd() } });
});

test('says of a diff whether it applies to what was sent, and shows nothing that was scrubbed [I1, D1]', async () => {
  const mail = 'diff.canary@leak-test.example.org';
  const changed = "```ts\nconst to = '[email]';\nconst b = 2;\n```";
  const ask = (to: string) =>
    server.call('transform_code', {
      code: `const to = '${to}';\nlet b = 2;\n`,
      instruction: `Use const. fake-inference:text=${encoded(changed)}`,
      language: 'typescript',
      output: 'diff',
    });
  const answer = await ask(mail);
  expect(answer).toMatchObject({
    value: {
      diff: "--- a/code\n+++ b/code\n@@ -1,2 +1,2 @@\n const to = '[email]';\n-let b = 2;\n+const b = 2;\n",
      diff_base: 'scrubbed',
      scrubbed: { email: 1 },
    },
  });
  expect(await ask('[email]')).toMatchObject({ value: { diff_base: 'sent', scrubbed: {} } });
});
