import { modelOf, type Model } from '../catalogue/model.ts';
import { tiers, type Tier } from '../catalogue/tiers.ts';
import { createModelConfig, type ConfigStore, type Configured, type Ignored } from './model-config.ts';

/** Where a tier's calls go. */
export interface Route {
  readonly tier: Tier;
  readonly source: Configured['source'] | 'fixed';
  readonly ignored?: Ignored;
  /** The first answers; the others are asked in order when it cannot. Never empty. */
  readonly models: readonly [Model, ...Model[]];
}

/** Chooses the model of a tier. */
export type Router = (tier: Tier) => Promise<Route>;

/** Chooses from the catalogue, as the store says. */
export function createCatalogueRouter(store: ConfigStore, now: () => number): Router {
  const configured = createModelConfig(store, now);
  return async (tier) => {
    const { model, source, ignored } = await configured(tier);
    const others = [tiers[tier].default, ...tiers[tier].fallbacks].filter((id) => id !== model);
    return {
      tier,
      source,
      ...(ignored === undefined ? {} : { ignored }),
      models: [modelOf(model), ...others.map(modelOf)],
    };
  };
}

/** Every tier goes to the one model of an endpoint that is not Workers AI. */
export function createFixedRouter(model: Model): Router {
  return async (tier) => ({ tier, source: 'fixed', models: [model] });
}
