import { gatewayHeaders, type GatewayOptions } from './gateway-options.ts';
import type { InferenceDriver } from './inference-driver.ts';
import { InferenceFailure } from './inference-failure.ts';
import { chatCompletionBody, workersAiInputs } from './request-body.ts';

/** Where inference is reached over HTTP. */
export interface HttpEndpoint {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Sent as a bearer token. Absent: none is sent. */
  readonly token?: string;
  readonly gateway?: GatewayOptions;
  readonly fetch: typeof fetch;
}

/** The REST endpoint of Workers AI. `baseUrl` ends in `/accounts/ID/ai/run`, or is a gateway's `/workers-ai`. */
export function createRestDriver(endpoint: HttpEndpoint): InferenceDriver {
  const run = (model: string, body: Record<string, unknown>, signal: AbortSignal) =>
    post(endpoint, `/${model}`, body, signal);
  return {
    name: 'workers-ai-rest',
    isStub: false,
    send: (request, signal) => run(request.model.id, workersAiInputs(request), signal),
    poll: (model, requestId, signal) => run(model.id, { request_id: requestId }, signal),
  };
}

/** Any endpoint with `/chat/completions` below `baseUrl`: Ollama, vLLM, a gateway, or the stub. */
export function createOpenAiDriver(endpoint: HttpEndpoint, stub?: { readonly name: string }): InferenceDriver {
  return {
    name: stub?.name ?? 'openai-compatible',
    isStub: stub !== undefined,
    send: (request, signal) => post(endpoint, '/chat/completions', chatCompletionBody(request), signal),
  };
}

async function post(
  { baseUrl, token, gateway, fetch }: HttpEndpoint,
  path: string,
  body: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(gateway === undefined ? {} : gatewayHeaders(gateway)),
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal,
    });
  } catch (cause) {
    throw new InferenceFailure('unreachable', { cause });
  }
}
