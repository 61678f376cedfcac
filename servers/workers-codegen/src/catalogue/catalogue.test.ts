import { expect, expectTypeOf, test } from 'vitest';
import { catalogue, isModelId, type ModelEntry, type ModelId } from './catalogue.ts';
import { configKeys, tiers } from './tiers.ts';

test('the allow-list is the keys of the catalogue, a literal type that the compiler checks [I3]', () => {
  expectTypeOf<ModelId>().toEqualTypeOf<
    | '@cf/deepseek-ai/deepseek-v4-flash-0731'
    | '@cf/openai/gpt-oss-120b'
    | '@cf/qwen/qwen3-30b-a3b-fp8'
    | '@cf/zai-org/glm-4.7-flash'
    | '@cf/zai-org/glm-5.3-flash'
  >();
  expect(isModelId('@cf/zai-org/glm-4.7-flash')).toBe(true);
  expect(['', 'toString', '__proto__', '@cf/zai-org/glm-4.7-flash '].filter(isModelId)).toEqual([]);
});

test('no answer that is asked for takes more than half of its model’s window [I5]', () => {
  const entries: readonly ModelEntry[] = Object.values(catalogue);
  expect(entries.filter(({ contextTokens, outputTokens }) => outputTokens > contextTokens / 2)).toEqual([]);
});

test('the tiers and the keys that choose their models are the documented ones [I3]', () => {
  expect(configKeys).toEqual({ fast: 'config:model:fast', standard: 'config:model:standard' });
  expect(tiers.fast.default).toBe('@cf/zai-org/glm-4.7-flash');
  expect(tiers.standard.default).toBe('@cf/zai-org/glm-5.3-flash');
});
