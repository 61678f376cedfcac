import type { ServerResponse } from 'node:http';
import { readDirectives, type Directives } from './directives.ts';
import type { InferenceCall } from './inference-call.ts';
import { shapes, streamEvents, type Said } from './shapes.ts';
import { stubAnswer } from './stub-answer.ts';

/** Models that refuse to work. */
export interface ModelStates {
  readonly retired: readonly string[];
  readonly overloaded: readonly string[];
}

/** What every refusal has in it, so that a test sees whether it leaks. */
export const upstreamCanary = 'upstream-canary-7731';

/** Answers as the directives of the prompt say, or else deterministically. */
export function answerCall(call: InferenceCall, response: ServerResponse, states: ModelStates): void {
  const prompt = call.messages.map(({ content }) => content).join('\n');
  const directives = readDirectives(prompt);
  if (directives.hang) return;
  const refusal = refusalOf(call, directives, states);
  if (refusal !== undefined) return refuse(call, response, refusal);
  if (directives.body !== undefined) {
    response.writeHead(200, { 'content-type': directives.type ?? 'application/json' }).end(directives.body);
    return;
  }
  const said = say(call, directives);
  if (directives.shape === 'queued' && call.requestId === undefined) {
    return send(call, response, { request_id: prompt.length.toString(), status: 'queued', model: call.model });
  }
  if (call.requestId !== undefined)
    return send(call, response, { responses: [{ id: 0, result: shapes.response(said), success: true }] });
  if (call.isStreamed || directives.shape === 'stream') return stream(call, response, said, directives.stall);
  const natural = call.dialect === 'openai' ? 'chat' : 'response';
  const shape = isShape(directives.shape) ? directives.shape : natural;
  send(call, response, shapes[shape](said));
}

function say(call: InferenceCall, directives: Directives): Said {
  const isSecondTurn = call.messages.some(({ role }) => role === 'assistant');
  const chosen = isSecondTurn ? (directives.repaired ?? directives.text) : directives.text;
  const text = chosen ?? stubAnswer(call.messages);
  const prompt = call.messages.map(({ content }) => content).join('\n');
  return {
    model: call.model,
    text: directives.think ? `<think>let me think about ${text.length}</think>\n${text}` : text,
    isCut: directives.cut,
    promptTokens: Math.ceil(prompt.length / 4),
    answerTokens: directives.cut ? call.maxTokens : Math.ceil(text.length / 4),
  };
}

interface Refusal {
  readonly status: number;
  readonly code: number;
}

function refusalOf(
  { model }: InferenceCall,
  { status, code, overloaded }: Directives,
  states: ModelStates,
): Refusal | undefined {
  if (status !== undefined) return { status, code: code ?? status };
  if (states.retired.includes(model)) return { status: 410, code: 5028 };
  if (states.overloaded.includes(model) || (overloaded !== undefined && model.includes(overloaded)))
    return { status: 429, code: 3040 };
  return undefined;
}

function refuse({ dialect }: InferenceCall, response: ServerResponse, { status, code }: Refusal): void {
  const message = `AiError: refused (${upstreamCanary})`;
  const bodies = {
    openai: { error: { message, type: 'fake', code } },
    rest: { result: null, success: false, errors: [{ code, message }], messages: [] },
    binding: { internalCode: code, description: message, name: 'AiError', message },
  };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(bodies[dialect]));
}

function send({ dialect }: InferenceCall, response: ServerResponse, value: unknown): void {
  const body = dialect === 'rest' ? { result: value, success: true, errors: [], messages: [] } : value;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function stream({ dialect }: InferenceCall, response: ServerResponse, said: Said, isStalled: boolean): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of streamEvents(said, dialect === 'openai' ? 'openai' : 'workers-ai')) {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (isStalled) return;
  }
  response.end('data: [DONE]\n\n');
}

const isShape = (name: string | undefined): name is keyof typeof shapes =>
  name !== undefined && Object.hasOwn(shapes, name);
