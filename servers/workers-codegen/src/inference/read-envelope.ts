import { classifyReported } from './classify-refusal.ts';
import { InferenceFailure } from './inference-failure.ts';

/** What a model answered. */
export type Reply = Answered | { readonly kind: 'queued'; readonly requestId: string };

/** An answer, however it came. */
export interface Answered {
  readonly kind: 'answer';
  readonly text: string;
  readonly ending: Ending;
  readonly usage: Usage | undefined;
}

/** How an answer ended: `cut` at the limit of the length, or `unknown` where the upstream gives no reason. */
export type Ending = 'complete' | 'cut' | 'unknown';

/** Tokens, as the upstream counted them. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one JSON answer of any known shape: `response`, `choices[].message.content`, `choices[].text`, `tool_calls`, `output[]`, a bare
 * string, a queued id, and the REST wrapper `result` around each.
 *
 * @throws InferenceFailure `unreadable` for every other shape, and what a refusal inside it means.
 */
export function readEnvelope(value: unknown): Reply {
  if (typeof value === 'string') return answer(value, {}, 'unknown');
  if (!isFields(value)) throw new InferenceFailure('unreadable');
  if (saysRefused(value)) throw classifyReported(value);
  if ('result' in value && 'success' in value) return readEnvelope(value['result']);
  return readQueued(value) ?? readKnown(value);
}

function readQueued(value: Fields): Reply | undefined {
  const { request_id: id, status, responses } = value;
  if (Array.isArray(responses)) {
    const [first] = responses as readonly unknown[];
    return readEnvelope(isFields(first) && 'result' in first ? { success: true, ...first } : undefined);
  }
  const waits = status === 'queued' || status === 'running';
  return waits && typeof id === 'string' && id !== '' ? { kind: 'queued', requestId: id } : undefined;
}

function readKnown(value: Fields): Reply {
  const { response, tool_calls: toolCalls, choices, output } = value;
  if (typeof response === 'string' && response !== '') return answer(response, value, endingOf(value['finish_reason']));
  if (isFields(response)) return answer(JSON.stringify(response), value, endingOf(value['finish_reason']));
  if (Array.isArray(toolCalls) && toolCalls.length > 0)
    return answer(readToolCall(toolCalls[0]), value, endingOf(value['finish_reason']));
  if (Array.isArray(choices)) return readChoice(choices[0], value);
  if (Array.isArray(output)) return answer(readOutput(output), value, endingOfStatus(value['status']));
  throw new InferenceFailure('unreadable');
}

function readChoice(choice: unknown, whole: Fields): Reply {
  if (!isFields(choice)) throw new InferenceFailure('unreadable');
  const ending = endingOf(choice['finish_reason']);
  const { message } = choice;
  if (isFields(message)) {
    const text = readContent(message['content']);
    if (text !== '') return answer(text, whole, ending);
    const calls = message['tool_calls'];
    if (Array.isArray(calls) && calls.length > 0) return answer(readToolCall(calls[0]), whole, ending);
    // All of it went into reasoning.
    if (ending === 'cut') throw new InferenceFailure('cut');
  }
  if (typeof choice['text'] === 'string') return answer(choice['text'], whole, ending);
  throw new InferenceFailure('unreadable');
}

/** Text, or a list of parts of which some are text. */
function readContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as readonly unknown[])
    .map((part) =>
      isFields(part) && typeof part['text'] === 'string' && part['type'] !== 'reasoning' ? part['text'] : '',
    )
    .join('');
}

/** The messages of the Responses API; what it reasoned is left out. */
function readOutput(output: readonly unknown[]): string {
  return output
    .map((item) => (isFields(item) && item['type'] === 'message' ? readContent(item['content']) : ''))
    .join('');
}

/** No tools are offered, so a model that calls one means its arguments as the answer. */
function readToolCall(call: unknown): string {
  if (!isFields(call)) throw new InferenceFailure('unreadable');
  const given = isFields(call['function']) ? call['function']['arguments'] : call['arguments'];
  return readArguments(typeof given === 'string' ? parseJson(given) : given);
}

/** The one text that a model called a tool with, or all arguments as JSON. */
export function readArguments(args: unknown): string {
  if (!isFields(args)) throw new InferenceFailure('unreadable');
  const values = Object.values(args);
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : JSON.stringify(args);
}

function answer(text: string, whole: Fields, ending: Ending): Reply {
  if (text.trim() === '') throw new InferenceFailure('unreadable');
  return { kind: 'answer', text, ending, usage: readUsage(whole['usage']) };
}

/** Counts of both dialects; undefined when they are not there or are no counts. */
export function readUsage(usage: unknown): Usage | undefined {
  if (!isFields(usage)) return undefined;
  const input = usage['prompt_tokens'] ?? usage['input_tokens'];
  const output = usage['completion_tokens'] ?? usage['output_tokens'];
  return isCount(input) && isCount(output) ? { input, output } : undefined;
}

/** What a `finish_reason` says. */
export function endingOf(reason: unknown): Ending {
  if (reason === 'length' || reason === 'max_tokens') return 'cut';
  return typeof reason === 'string' && reason !== '' ? 'complete' : 'unknown';
}

/** The same of the `status` of the Responses API. */
function endingOfStatus(status: unknown): Ending {
  if (status === 'incomplete') return 'cut';
  return status === 'completed' ? 'complete' : 'unknown';
}

/** True for an answer that carries an error instead. */
export function saysRefused({ success, error, errors }: Fields): boolean {
  const hasError = isFields(error) || (typeof error === 'string' && error !== '');
  return success === false || hasError || (Array.isArray(errors) && errors.length > 0);
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** True for a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
