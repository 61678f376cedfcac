import type { InferenceRequest } from './inference-driver.ts';

/** Low, because the work is mechanical: the same code should come to the same answer. */
const temperature = 0.2;

/** The inputs of a model on Workers AI, in the dialect it takes. */
export function workersAiInputs({ model, messages, maxTokens, stream }: InferenceRequest): Record<string, unknown> {
  if (model.quirks.dialect !== 'responses') return { messages, max_tokens: maxTokens, temperature, stream };
  const [system, ...turns] = messages;
  return {
    instructions: system?.content ?? '',
    input: turns,
    max_output_tokens: maxTokens,
    temperature,
    stream,
    reasoning: { effort: 'low' },
  };
}

/** The body of an OpenAI-compatible chat completion. */
export function chatCompletionBody({ model, messages, maxTokens, stream }: InferenceRequest): Record<string, unknown> {
  return {
    model: model.id,
    messages,
    max_tokens: maxTokens,
    temperature,
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : {}),
  };
}
