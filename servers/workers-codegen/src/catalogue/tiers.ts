import type { ModelId } from './catalogue.ts';

/** `fast` for short mechanical work, `standard` for the rest. */
export type Tier = 'fast' | 'standard';

/** Each tier's default model, and what answers when that cannot, in order. */
export const tiers = {
  fast: {
    default: '@cf/zai-org/glm-4.7-flash',
    fallbacks: ['@cf/qwen/qwen3-30b-a3b-fp8', '@cf/zai-org/glm-5.3-flash'],
  },
  standard: {
    default: '@cf/zai-org/glm-5.3-flash',
    fallbacks: ['@cf/openai/gpt-oss-120b', '@cf/deepseek-ai/deepseek-v4-flash-0731'],
  },
} as const satisfies Record<Tier, { readonly default: ModelId; readonly fallbacks: readonly ModelId[] }>;

/** Both tiers, the cheaper first. */
export const tierNames = ['fast', 'standard'] as const satisfies readonly Tier[];

/** The key of the configuration that chooses a tier's model. */
export const configKeys = {
  fast: 'config:model:fast',
  standard: 'config:model:standard',
} as const satisfies Record<Tier, string>;
