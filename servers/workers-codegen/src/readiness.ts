import type { ReadinessCheck } from '@mcp-chassis/tool-kit';
import { configKeys } from './catalogue/tiers.ts';
import type { InferenceDriver } from './inference/inference-driver.ts';
import type { ConfigStore } from './routing/model-config.ts';

/** What `/ready` shows. Models are not asked: that would cost. A stub is named as one. */
export function readinessChecks(
  driver: InferenceDriver,
  store: ConfigStore,
  scrubbing: 'on' | 'off',
): readonly ReadinessCheck[] {
  return [
    {
      name: driver.isStub ? `inference: ${driver.name}, a stub: no model runs` : `inference: ${driver.name}`,
      check: async () => undefined,
    },
    { name: `scrubbing of input: ${scrubbing}`, check: async () => undefined },
    {
      name: 'model configuration',
      async check() {
        try {
          await store.get(configKeys.fast);
          return undefined;
        } catch {
          return 'cannot be read: the default models answer';
        }
      },
    },
  ];
}
