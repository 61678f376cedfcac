import { afterEach, describe, expect, test, vi } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded, fakeUrl, newMark, seenCalls, testEnv } from '../testing/test-env.ts';

const fast = 'config:model:fast';
afterEach(async () => {
  vi.useRealTimers();
  await testEnv().CONFIG.delete(fast);
});

/** Lets each model of the list refuse with a status, and the stub answer for the others. */
function refusing(statuses: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const fetchOr: typeof fetch = async (input, init) => {
    const { model } = JSON.parse(String(init?.body)) as { readonly model: string };
    asked.push(model);
    const status = statuses[model];
    const body = { error: { message: 'upstream-words-canary', code: status } };
    return status === undefined ? fetch(input, init) : Response.json(body, { status });
  };
  return { asked, fetch: fetchOr };
}

const [glm47, qwen, glm53] = [
  '@cf/zai-org/glm-4.7-flash',
  '@cf/qwen/qwen3-30b-a3b-fp8',
  '@cf/zai-org/glm-5.3-flash',
] as const;

describe('a model that cannot answer', () => {
  test.each([
    [5_028, 410, 'retired'],
    [404, 404, 'unknown_model'],
    [429, 429, 'overloaded'],
    [503, 503, 'unavailable'],
  ])(
    'with code %i is replaced by the next of its chain, and the result and the record say so [I3, I8]',
    async (_code, status, reason) => {
      const { asked, fetch } = refusing({ [glm47]: status });
      const server = openServer({ runtime: { fetch } });
      expect(await server.call('run_quick_task', { task: 'x' })).toMatchObject({
        ok: true,
        value: { model: qwen, tier: 'fast', fallback: { from: glm47, reason } },
      });
      expect(asked).toEqual([glm47, qwen]);
      expect(server.lastRecord()).toMatchObject({
        response: { value: { event: 'tool_invocation', model: qwen, fallback: { from: glm47, reason } } },
        outcome: {
          upstream: [
            { name: glm47, status: reason },
            { name: qwen, status: 'ok' },
          ],
        },
      });
    },
  );

  test.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [400, 'invalid'],
    [413, 'invalid'],
  ])('is not replaced when the whole service refuses with %i [I3]', async (status, reason) => {
    const { asked, fetch } = refusing({ [glm47]: status });
    expect(await openServer({ runtime: { fetch } }).call('run_quick_task', { task: 'x' })).toMatchObject({
      ok: false,
      code: 'AI_ERROR',
      error: { retryable: false, details: { reason, model: glm47 } },
    });
    expect(asked).toEqual([glm47]);
  });

  test('is not asked again for five minutes when it is gone, and then it is [I3]', async () => {
    const { asked, fetch } = refusing({ [glm47]: 410 });
    let now = 1_000_000;
    const server = openServer({ runtime: { fetch, now: () => now } });
    const call = () => server.call('run_quick_task', { task: 'x' });
    await call();
    now += 299_999;
    expect(await call()).toMatchObject({ value: { model: qwen, fallback: { from: glm47, reason: 'retired' } } });
    now += 1;
    await call();
    expect(asked).toEqual([glm47, qwen, qwen, glm47, qwen]);
  });

  test('is an error in our words when all of the chain refuse [I6, A7]', async () => {
    const { asked, fetch } = refusing({ [glm47]: 503, [qwen]: 429, [glm53]: 410 });
    const server = openServer({ runtime: { fetch } });
    const raw = await server.callRaw('run_quick_task', { task: 'x' });
    expect(raw).toContain('[AI_ERROR] The model was taken out of service, and no other could answer.');
    expect(raw + server.lines.join('')).not.toContain('upstream-words-canary');
    expect(asked).toEqual([glm47, qwen, glm53]);
  });

  test('is not replaced by one whose window is too small for the input [I5]', async () => {
    const { asked, fetch } = refusing({ [glm47]: 503 });
    const answer = await openServer({ runtime: { fetch } }).call('explain_code', { code: 'x'.repeat(100_000) });
    expect(answer).toMatchObject({
      ok: true,
      value: { model: glm53, fallback: { from: glm47, reason: 'unavailable' } },
    });
    expect(asked).toEqual([glm47, glm53]);
  });
});

describe('the deadline', () => {
  test('ends the request itself: within a second the upstream has seen its connection close [I6]', async () => {
    const mark = newMark();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const server = openServer();
    const answering = server.call('run_quick_task', { task: `${mark} fake-inference:hang` });
    await expect.poll(() => seenCalls(mark), { interval: 5 }).toMatchObject([{ state: 'open' }]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await answering).toMatchObject({ ok: false, code: 'AI_TIMEOUT' });
    expect(server.lastRecord()).toMatchObject({ outcome: { upstream: [{ name: glm47, status: 'deadline' }] } });
    await expect.poll(() => seenCalls(mark), { interval: 5, timeout: 1_000 }).toMatchObject([{ state: 'aborted' }]);
  });

  test('counts 30,000 ms, not one less [I6]', async () => {
    vi.useFakeTimers();
    let aborted = false;
    const server = openServer({
      runtime: {
        now: Date.now,
        fetch: (_input, init) =>
          new Promise((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => {
              aborted = true;
              reject(new Error('aborted'));
            });
          }),
      },
    });
    const answering = server.call('run_quick_task', { task: 'x' });
    await vi.advanceTimersByTimeAsync(29_999);
    expect(aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(aborted).toBe(true);
    expect(await answering).toMatchObject({
      ok: false,
      code: 'AI_TIMEOUT',
      error: { retryable: true, details: { reason: 'deadline', limit_ms: 30_000 } },
    });
  });
});

describe('an answer that is no use', () => {
  const typescript = (text: string, repaired = text) =>
    openServer().call('generate_code', {
      description: `fake-inference:text=${encoded(text)} fake-inference:repaired=${encoded(repaired)}`,
      language: 'typescript',
    });

  test('is mended in one turn, which is counted, and its tokens are paid for [I7]', async () => {
    const good = '```ts\nconst a = [1];\n```';
    const once = await typescript(good);
    const mended = await typescript('```ts\nconst a = [1;\n```', good);
    expect(once).toMatchObject({ ok: true, value: { code: 'const a = [1];', repairs: 0 } });
    expect(mended).toMatchObject({ ok: true, value: { code: 'const a = [1];', repairs: 1 } });
    const tokens = (answer: typeof once) => (answer.ok ? Number(answer.value['tokens_in']) : 0);
    expect(tokens(mended)).toBeGreaterThan(2 * tokens(once));
  });

  test('is AI_ERROR when the second is no better: there is no third turn [I7]', async () => {
    const mark = newMark();
    const answer = await openServer().call('generate_code', {
      description: `${mark} fake-inference:text=${encoded('```ts\nlet a = "\n```')}`,
      language: 'typescript',
    });
    expect(answer).toMatchObject({ ok: false, code: 'AI_ERROR', error: { details: { reason: 'unusable' } } });
    expect(await seenCalls(mark)).toHaveLength(2);
  });

  test('is not sent back where the window has no room for it [I5]', async () => {
    const mark = newMark();
    const env = { INFERENCE: 'openai-compatible', INFERENCE_MODEL: 'small', INFERENCE_CONTEXT_TOKENS: '4096' };
    const bad = encoded(`\`\`\`ts\nf(${'x'.repeat(300)};\n\`\`\``);
    const answer = await openServer({ env }).call('generate_code', {
      description: `${mark} fake-inference:text=${bad}`,
      language: 'typescript',
      context: 'x'.repeat(1_100),
    });
    expect(answer).toMatchObject({ ok: false, code: 'AI_ERROR', error: { details: { reason: 'unusable' } } });
    expect(await seenCalls(mark)).toHaveLength(1);
  });

  test('cut at the output limit is an error, not an answer [I6]', async () => {
    expect(await openServer().call('run_quick_task', { task: 'fake-inference:cut' })).toMatchObject({
      ok: false,
      code: 'AI_ERROR',
      error: { details: { reason: 'cut' } },
    });
  });
});

test('a client that asked for progress hears of it while the model writes; another gets one answer [A9]', async () => {
  const task = `fake-inference:text=${encoded('x'.repeat(2_000))}`;
  const server = openServer();
  const followed = await server.callRaw('run_quick_task', { task }, { progressToken: 'p1' });
  const heard = [...followed.matchAll(/"progress":(\d+)/g)].map(([, count]) => Number(count));
  expect(heard.length).toBeGreaterThan(2);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(await server.callRaw('run_quick_task', { task })).not.toContain('notifications/progress');
});

test('what nobody foresaw is INTERNAL_ERROR: its cause is in the log by its id, without its words [I6, A7]', async () => {
  const CONFIG = new Proxy({} as KVNamespace, {
    get() {
      throw new Error('unforeseen-canary');
    },
  });
  const calls = { limit: async () => Promise.reject(new RangeError('unforeseen-canary')) } as unknown as RateLimit;
  const server = openServer({ env: { CALLS: calls, CONFIG } });
  const answer = await server.call('run_quick_task', { task: 'x' });
  expect(answer).toMatchObject({ ok: false, code: 'INTERNAL_ERROR' });
  const id = answer.ok ? '' : String(answer.error['error_id']);
  const logged = server.lines.find((line) => line.includes('"level":"warn"')) ?? '';
  expect(logged).toContain(id);
  expect(logged).toContain('RangeError');
  expect(JSON.stringify(answer) + server.lines.join('')).not.toContain('unforeseen-canary');
});

test('every upstream does the same work for a tool [I1, I7]', async () => {
  const task = `fake-inference:text=${encoded('done')}`;
  const upstreams = [
    { INFERENCE: 'fake' },
    { INFERENCE: 'workers-ai' },
    {
      INFERENCE: 'workers-ai-rest',
      INFERENCE_URL: `${fakeUrl()}/client/v4/accounts/a/ai/run`,
      INFERENCE_TOKEN: 't',
      AI_GATEWAY_ID: 'g',
    },
    { INFERENCE: 'openai-compatible', INFERENCE_MODEL: 'my-model', INFERENCE_CONTEXT_TOKENS: '8192' },
  ];
  const answers = await Promise.all(upstreams.map((env) => openServer({ env }).call('run_quick_task', { task })));
  expect(
    answers.map((answer) => answer.ok && [answer.value['text'], answer.value['upstream'], answer.value['model']]),
  ).toEqual([
    ['done', 'fake-inference', glm47],
    ['done', 'workers-ai', glm47],
    ['done', 'workers-ai-rest', glm47],
    ['done', 'openai-compatible', 'my-model'],
  ]);
  expect(answers.map((answer) => answer.ok && 'stub' in answer.value)).toEqual([true, false, false, false]);
});
