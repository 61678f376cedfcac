import { isModelId, type ModelId } from '../catalogue/catalogue.ts';
import { configKeys, tiers, type Tier } from '../catalogue/tiers.ts';

/** What is used of the KV namespace with the configuration. */
export interface ConfigStore {
  get(key: string): Promise<string | null>;
}

/** Why a tier's configured value is not used; the default is. */
export type Ignored = 'not_in_catalogue' | 'store_unavailable';

/** A tier's first model: as configured, or the default and why. */
export interface Configured {
  readonly model: ModelId;
  readonly source: 'config' | 'default';
  readonly ignored?: Ignored;
}

/** How long a value that was read is used again, in ms. Longer than that, a change is not seen. */
const cacheMs = 30_000;
/** How long the store may take, in ms. */
const longestReadMs = 1_000;

/** Reads each tier's model at run time. Never throws: whatever is wrong with the store or its value, there is a default. */
export function createModelConfig(store: ConfigStore, now: () => number): (tier: Tier) => Promise<Configured> {
  const cached = new Map<Tier, { readonly configured: Configured; readonly until: number }>();
  return async (tier) => {
    const hit = cached.get(tier);
    if (hit !== undefined && now() < hit.until) return hit.configured;
    const configured = await read(store, tier);
    cached.set(tier, { configured, until: now() + cacheMs });
    return configured;
  };
}

async function read(store: ConfigStore, tier: Tier): Promise<Configured> {
  const fallback = { model: tiers[tier].default, source: 'default' } as const;
  let value: string | null;
  try {
    value = await withinTime(store.get(configKeys[tier]));
  } catch {
    return { ...fallback, ignored: 'store_unavailable' };
  }
  if (value === null) return fallback;
  const id = value.trim();
  return isModelId(id) ? { model: id, source: 'config' } : { ...fallback, ignored: 'not_in_catalogue' };
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the configuration store did not answer in time')), longestReadMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
