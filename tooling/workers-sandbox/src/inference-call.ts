import type { IncomingMessage } from 'node:http';
import type { ChatMessage } from './stub-answer.ts';

/** One call, of whichever dialect. */
export interface InferenceCall {
  readonly dialect: 'openai' | 'rest' | 'binding';
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly isStreamed: boolean;
  /** Longest answer it asks for, in tokens. */
  readonly maxTokens: number;
  /** The id of a queued call that is asked for. */
  readonly requestId: string | undefined;
}

interface Body {
  readonly model?: string;
  readonly messages?: readonly ChatMessage[];
  /** The Responses API: the system's message and the others apart. */
  readonly instructions?: string;
  readonly input?: readonly ChatMessage[];
  readonly stream?: boolean;
  readonly max_tokens?: number;
  readonly max_output_tokens?: number;
  readonly request_id?: string;
}

/** Tells the dialect by the address. Undefined for what is no call of inference. */
export function readCall(request: IncomingMessage, body: string): InferenceCall | undefined {
  if (request.method !== 'POST') return undefined;
  const path = new URL(request.url ?? '/', 'http://fake').pathname;
  const bound = request.headers['mf-header-cf-consn-model-id'];
  if (typeof bound === 'string') return describe('binding', bound, (JSON.parse(body) as { inputs: Body }).inputs);
  const [, model] = /\/ai\/run\/(.+)$/.exec(path) ?? [];
  const parsed = JSON.parse(body) as Body;
  if (model !== undefined) return describe('rest', decodeURIComponent(model), parsed);
  return path.endsWith('/chat/completions') ? describe('openai', parsed.model ?? '', parsed) : undefined;
}

function describe(dialect: InferenceCall['dialect'], model: string, body: Body): InferenceCall {
  return {
    dialect,
    model,
    messages: body.messages ?? [{ role: 'system', content: body.instructions ?? '' }, ...(body.input ?? [])],
    maxTokens: body.max_tokens ?? body.max_output_tokens ?? 0,
    isStreamed: body.stream === true,
    requestId: body.request_id,
  };
}
