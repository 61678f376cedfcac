import { expect, test } from 'vitest';
import { modelOf } from '../catalogue/model.ts';
import { estimateSaving } from './estimate-saving.ts';

test('takes what the tokens cost here from what they cost at the reference price [I1]', () => {
  const saving = estimateSaving(
    modelOf('@cf/zai-org/glm-4.7-flash'),
    { input: 10_000, output: 1_000 },
    { input: 3, output: 15 },
  );
  expect(saving).toEqual({ cost_usd: 0.001, reference_usd: 0.045, saved_usd: 0.044 });
});
