/** An answer of the size that `get_routing_info` gives. */
export const routingInfo = {
  upstream: 'fake-inference',
  tiers: [
    {
      tier: 'fast',
      source: 'default',
      model: { id: '@cf/zai-org/glm-4.7-flash', context_tokens: 131_072 },
      fallbacks: ['a', 'b'],
    },
    {
      tier: 'standard',
      source: 'default',
      model: { id: '@cf/zai-org/glm-5.3-flash', context_tokens: 1_048_576 },
      fallbacks: ['a', 'b'],
    },
  ],
  allowed_models: Array.from({ length: 5 }, (_, i) => `@cf/vendor/model-number-${i}`),
  limits: { code: 100_000, context: 50_000, task: 10_000 },
};
