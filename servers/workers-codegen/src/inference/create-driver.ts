import type { Config } from '../config/read-config.ts';
import type { Env } from '../env.ts';
import { createBindingDriver } from './binding-driver.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { createOpenAiDriver, createRestDriver, type HttpEndpoint } from './http-drivers.ts';
import type { InferenceDriver } from './inference-driver.ts';

/** The driver that the configuration names. */
export function createDriver(config: Config, env: Pick<Env, 'AI'>, fetch: typeof globalThis.fetch): InferenceDriver {
  const gateway: GatewayOptions | undefined =
    config.AI_GATEWAY_ID === undefined
      ? undefined
      : { id: config.AI_GATEWAY_ID, cacheTtlSeconds: config.AI_GATEWAY_CACHE_SECONDS };
  const endpoint: HttpEndpoint = {
    baseUrl: config.INFERENCE_URL ?? '',
    fetch,
    ...(config.INFERENCE_TOKEN === undefined ? {} : { token: config.INFERENCE_TOKEN }),
    ...(gateway === undefined ? {} : { gateway }),
  };
  switch (config.INFERENCE) {
    case 'workers-ai':
      if (env.AI === undefined) throw new Error('INFERENCE=workers-ai needs the AI binding');
      return createBindingDriver(env.AI, gateway);
    case 'workers-ai-rest':
      return createRestDriver(endpoint);
    case 'openai-compatible':
      return createOpenAiDriver(endpoint);
    case 'fake':
      return createOpenAiDriver(endpoint, { name: 'fake-inference' });
  }
}
