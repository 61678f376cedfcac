import { gatewayOfBinding, type GatewayOptions } from './gateway-options.ts';
import type { InferenceDriver } from './inference-driver.ts';
import { InferenceFailure } from './inference-failure.ts';
import { workersAiInputs } from './request-body.ts';

/** What is used of the `AI` binding. */
export interface AiBinding {
  run(model: string, inputs: Record<string, unknown>, options: Record<string, unknown>): Promise<unknown>;
}

/** The `AI` binding of Workers. */
export function createBindingDriver(ai: AiBinding, gateway: GatewayOptions | undefined): InferenceDriver {
  const run = (model: string, inputs: Record<string, unknown>, signal: AbortSignal) =>
    ai
      .run(model, inputs, {
        signal,
        // The same for every call: the binding keeps the options of the last one for all that are under way.
        returnRawResponse: true,
        tags: ['workers-codegen'],
        ...(gateway === undefined ? {} : { gateway: gatewayOfBinding(gateway) }),
      })
      .catch((cause: unknown) => {
        throw new InferenceFailure('unreachable', { cause });
      });
  return {
    name: 'workers-ai',
    isStub: false,
    send: (request, signal) => run(request.model.id, workersAiInputs(request), signal),
    poll: (model, requestId, signal) => run(model.id, { request_id: requestId }, signal),
  };
}
