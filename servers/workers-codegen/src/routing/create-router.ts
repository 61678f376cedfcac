import type { Config } from '../config/read-config.ts';
import type { ConfigStore } from './model-config.ts';
import { createCatalogueRouter, createFixedRouter, type Router } from './router.ts';

/** The longest answer asked of a model the catalogue does not know, in tokens. */
const outputTokens = 8_192;

/** Routes by the catalogue; to the one named model where an OpenAI-compatible endpoint has its own. */
export function createRouter(config: Config, store: ConfigStore, now: () => number): Router {
  if (config.INFERENCE_MODEL === undefined) return createCatalogueRouter(store, now);
  return createFixedRouter({
    id: config.INFERENCE_MODEL,
    contextTokens: config.INFERENCE_CONTEXT_TOKENS,
    outputTokens: Math.min(outputTokens, Math.floor(config.INFERENCE_CONTEXT_TOKENS / 2)),
    price: { input: 0, output: 0 },
    quirks: {},
  });
}
