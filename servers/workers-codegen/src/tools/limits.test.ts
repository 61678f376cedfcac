import { describe, expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { testEnv } from '../testing/test-env.ts';

const server = openServer();
const explain = (code: string, rest = {}) => server.call('explain_code', { code, ...rest });

/** 100,000 characters of four bytes are more than the window of the fast model holds. */
const overWindow = { ok: false, error: { details: { limit: 'model_window' } } };
const limited = [
  { field: 'code', most: 100_000, wide: overWindow, call: (text: string) => explain(text) },
  {
    field: 'context',
    most: 50_000,
    wide: { ok: true },
    call: (text: string) => explain('x', { context: text, depth: 'simple' }),
  },
  {
    field: 'task',
    most: 10_000,
    wide: { ok: true },
    call: (text: string) => server.call('run_quick_task', { task: text }),
  },
];

describe.each(limited)('the limit of $field', ({ field, most, wide, call }) => {
  test.each([-1, 0])('takes the limit %+i characters [I5]', async (delta) => {
    expect(await call('x'.repeat(most + delta))).toMatchObject({ ok: true });
  });

  test('refuses one more, naming the field, the limit and the size that was sent [I5, A4]', async () => {
    expect(await call('x'.repeat(most + 1))).toMatchObject({
      ok: false,
      code: 'INVALID_INPUT',
      message: `${field}: at most ${most} characters allowed, got text of ${most + 1} characters.`,
    });
  });

  test('counts characters, not bytes: as many of four bytes as of one, within the window [I5]', async () => {
    expect(await call('😀'.repeat(most))).toMatchObject(wide);
    expect(await call('😀'.repeat(most + 1))).toMatchObject({
      code: 'INVALID_INPUT',
      message: `${field}: at most ${most} characters allowed, got text of ${most + 1} characters (${(most + 1) * 4} bytes).`,
    });
  });
});

test('refuses 100,000 characters for a model of 32,768 tokens before any inference [I5]', async () => {
  await testEnv().CONFIG.put('config:model:standard', '@cf/qwen/qwen3-30b-a3b-fp8');
  const small = openServer();
  const answer = await small.call('review_code', { code: 'x'.repeat(100_000) });
  expect(answer).toMatchObject({
    ok: false,
    code: 'INVALID_INPUT',
    error: {
      details: { limit: 'model_window', model: '@cf/qwen/qwen3-30b-a3b-fp8', window_tokens: 32_768 },
    },
  });
  expect(small.lastRecord()).toMatchObject({ outcome: { upstream: [] } });
  await testEnv().CONFIG.delete('config:model:standard');
});

test('takes the longest code and context together, escaped in JSON [I5]', async () => {
  const answer = await server.call('review_code', { code: '\u0001'.repeat(100_000), context: '"'.repeat(50_000) });
  expect(answer).toMatchObject({ ok: true });
});
