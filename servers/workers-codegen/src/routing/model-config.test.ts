import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { testEnv } from '../testing/test-env.ts';
import { createModelConfig, type ConfigStore } from './model-config.ts';

const key = 'config:model:fast';
const fallback = '@cf/zai-org/glm-4.7-flash';
const { CONFIG } = testEnv();

afterEach(async () => {
  vi.useRealTimers();
  await CONFIG.delete(key);
});

describe('the value in KV', () => {
  test('chooses the model of its tier without a deploy [I3]', async () => {
    await CONFIG.put(key, '@cf/qwen/qwen3-30b-a3b-fp8\n');
    const server = openServer();
    expect(await server.call('run_quick_task', { task: 'x' })).toMatchObject({
      ok: true,
      value: { model: '@cf/qwen/qwen3-30b-a3b-fp8' },
    });
    expect(await server.call('explain_code', { code: 'x', depth: 'simple' })).toMatchObject({
      value: { model: '@cf/zai-org/glm-5.3-flash', tier: 'standard' },
    });
  });

  test.each([
    ['a typo', '@cf/zai-org/glm-4.7-flahs'],
    ['a foreign id', 'gpt-5-kv-canary'],
    ['an id of the prototype', 'constructor'],
    ['another case', '@CF/ZAI-ORG/GLM-4.7-FLASH'],
    ['nothing', ''],
    ['a megabyte of text', 'kv-canary '.repeat(100_000)],
  ])(
    'that is %s leaves the default to answer; result and record say why, and not what it was [I3, I8]',
    async (_name, value) => {
      await CONFIG.put(key, value);
      const server = openServer();
      const raw = await server.callRaw('run_quick_task', { task: 'x' });
      expect(raw).toContain('"config_ignored":"not_in_catalogue"');
      expect(raw).toContain(`"model":"${fallback}"`);
      expect(server.lastRecord()).toMatchObject({
        response: { value: { config_ignored: 'not_in_catalogue', model: fallback } },
      });
      expect(raw + server.lines.join('')).not.toContain('kv-canary');
    },
  );

  test('that names a model which was retired falls back along the chain [I3]', async () => {
    await CONFIG.put(key, '@cf/qwen/qwen3-30b-a3b-fp8');
    const server = openServer({
      runtime: {
        fetch: async (input, init) =>
          String(init?.body).includes('qwen3-30b')
            ? Response.json({ error: { code: 5_028, message: 'AiError 5028: retired' } }, { status: 410 })
            : fetch(input, init),
      },
    });
    expect(await server.call('run_quick_task', { task: 'x' })).toMatchObject({
      value: { model: fallback, fallback: { from: '@cf/qwen/qwen3-30b-a3b-fp8', reason: 'retired' } },
    });
  });
});

describe('a store that is down', () => {
  const failing = { get: async () => Promise.reject(new Error('kv-canary is down')) };

  test('leaves the default to answer, and the event says why [I3, I8]', async () => {
    const server = openServer({ env: { CONFIG: failing as unknown as KVNamespace } });
    const raw = await server.callRaw('run_quick_task', { task: 'x' });
    expect(raw).toContain('"config_ignored":"store_unavailable"');
    expect(server.lastRecord()).toMatchObject({ response: { value: { config_ignored: 'store_unavailable' } } });
    expect(raw + server.lines.join('')).not.toContain('kv-canary');
  });

  test('may take a second to answer, and no longer [I3]', async () => {
    vi.useFakeTimers();
    const settled: unknown[] = [];
    const store: ConfigStore = { get: () => new Promise(() => {}) };
    const reading = createModelConfig(store, Date.now)('fast').then((found) => settled.push(found));
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await reading;
    expect(settled).toEqual([{ model: fallback, source: 'default', ignored: 'store_unavailable' }]);
  });
});

describe('what was read', () => {
  let now = 0;
  let reads = 0;
  const store: ConfigStore = {
    async get() {
      reads += 1;
      return null;
    },
  };
  beforeEach(() => {
    now = 5_000;
    reads = 0;
  });

  test('is used for 30 s, by each tier for itself [I3]', async () => {
    const read = createModelConfig(store, () => now);
    await read('fast');
    await read('standard');
    now += 29_999;
    await read('fast');
    expect(reads).toBe(2);
    now += 1;
    await read('fast');
    expect(reads).toBe(3);
  });
});
