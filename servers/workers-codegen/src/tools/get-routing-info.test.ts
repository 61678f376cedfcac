import { afterEach, expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { testEnv } from '../testing/test-env.ts';

const key = 'config:model:standard';
afterEach(() => testEnv().CONFIG.delete(key));

test('tells both tiers, their models and why a configured one is not used, and asks no model [I1, I3]', async () => {
  await testEnv().CONFIG.put(key, 'nothing-we-know');
  const server = openServer();
  expect(await server.call('get_routing_info', {})).toEqual({
    ok: true,
    value: {
      upstream: 'fake-inference',
      stub: true,
      scrubs_input: true,
      tiers: [
        {
          tier: 'fast',
          source: 'default',
          config_key: 'config:model:fast',
          model: {
            id: '@cf/zai-org/glm-4.7-flash',
            context_tokens: 131_072,
            output_tokens: 8_192,
            usd_per_million_in: 0.06,
            usd_per_million_out: 0.4,
          },
          fallbacks: ['@cf/qwen/qwen3-30b-a3b-fp8', '@cf/zai-org/glm-5.3-flash'],
        },
        {
          tier: 'standard',
          source: 'default',
          config_key: 'config:model:standard',
          config_ignored: 'not_in_catalogue',
          model: {
            id: '@cf/zai-org/glm-5.3-flash',
            context_tokens: 1_048_576,
            output_tokens: 8_192,
            usd_per_million_in: 0.15,
            usd_per_million_out: 0.5,
          },
          fallbacks: ['@cf/openai/gpt-oss-120b', '@cf/deepseek-ai/deepseek-v4-flash-0731'],
        },
      ],
      allowed_models: [
        '@cf/deepseek-ai/deepseek-v4-flash-0731',
        '@cf/openai/gpt-oss-120b',
        '@cf/qwen/qwen3-30b-a3b-fp8',
        '@cf/zai-org/glm-4.7-flash',
        '@cf/zai-org/glm-5.3-flash',
      ],
      limits: { code: 100_000, context: 50_000, task: 10_000 },
    },
  });
  expect(server.lastRecord()).toMatchObject({ outcome: { status: 'success', upstream: [] } });
});

test('tells the one model of an endpoint that has its own [I3]', async () => {
  const server = openServer({
    env: { INFERENCE: 'openai-compatible', INFERENCE_MODEL: 'llama', INFERENCE_CONTEXT_TOKENS: '8192' },
  });
  expect(await server.call('get_routing_info', {})).toMatchObject({
    value: {
      stub: false,
      tiers: [
        { source: 'fixed', model: { id: 'llama', context_tokens: 8_192, output_tokens: 4_096 }, fallbacks: [] },
        { source: 'fixed', model: { id: 'llama' } },
      ],
    },
  });
});
