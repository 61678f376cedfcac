import type { Model } from '../catalogue/model.ts';

/** US dollars a million tokens of the model that would have done the work instead. */
export interface ReferencePrice {
  readonly input: number;
  readonly output: number;
}

/** What a call cost, what the same tokens cost at the reference price, and the difference, in US dollars. */
export interface Saving {
  readonly cost_usd: number;
  readonly reference_usd: number;
  readonly saved_usd: number;
}

const perMillion = 1_000_000;
const decimals = 1e8;

/** An estimate: what the calling model spends on writing the arguments and reading the result is not in it. */
export function estimateSaving(
  model: Model,
  usage: { readonly input: number; readonly output: number },
  reference: ReferencePrice,
): Saving {
  const priced = (price: ReferencePrice) => (usage.input * price.input + usage.output * price.output) / perMillion;
  const rounded = (usd: number) => Math.round(usd * decimals) / decimals;
  const cost = priced(model.price);
  const there = priced(reference);
  return { cost_usd: rounded(cost), reference_usd: rounded(there), saved_usd: rounded(there - cost) };
}
