import { describe, expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { encoded } from '../testing/test-env.ts';
import { readReply } from './read-reply.ts';

const canary = 'body-canary-90210';
const json = (value: unknown) => JSON.stringify(value);

const malformed: [name: string, body: string, type?: string][] = [
  ['an empty object', '{}'],
  ['null', 'null'],
  ['a number', '42'],
  ['an array', json([canary])],
  ['an empty string', '""'],
  ['JSON that breaks off', `{"response": "${canary}`],
  ['HTML', `<html>${canary}</html>`, 'text/html'],
  ['nothing', ' '],
  ['another field', json({ answer: canary })],
  ['an empty response', json({ response: '', note: canary })],
  ['a response that is a number', json({ response: 7, note: canary })],
  ['no choices', json({ choices: [], note: canary })],
  ['choices of text', json({ choices: canary })],
  ['a choice without a message', json({ choices: [{ note: canary }] })],
  ['a message without content', json({ choices: [{ message: { note: canary } }] })],
  ['only reasoning', json({ choices: [{ message: { content: null, reasoning_content: canary } }] })],
  ['a thought that does not end', json({ response: `<think>${canary}` })],
  ['a tool call without arguments', json({ tool_calls: [{ name: canary }] })],
  ['a tool call whose arguments are no JSON', json({ tool_calls: [{ arguments: canary }] })],
  ['output without a message', json({ output: [{ type: 'reasoning', content: [{ text: canary }] }] })],
  ['a result that is nothing', json({ result: null, success: true, note: canary })],
  ['an error inside a success', json({ error: { message: canary } })],
  ['a queued call without an id', json({ status: 'queued', note: canary })],
  ['no batch', json({ responses: [{ note: canary }] })],
  ['events that are no JSON', `data: ${canary}\n\n`, 'text/event-stream'],
  ['events without an end', `data: ${json({ response: canary })}\n\n`, 'text/event-stream'],
  ['events without text', `data: ${json({ note: canary })}\n\ndata: [DONE]\n\n`, 'text/event-stream'],
  ['an error among events', `data: ${json({ error: { message: canary } })}\n\n`, 'text/event-stream'],
  ['more than a megabyte', json({ response: canary.repeat(70_000) })],
];

describe('an answer that is malformed', () => {
  const server = openServer();

  test.each(malformed)('%s is AI_ERROR, and nothing of it comes out [I7, A7]', async (_name, body, type) => {
    const kind = type === undefined ? '' : `fake-inference:type=${type}`;
    const task = body.length > 5_000 ? undefined : `fake-inference:body=${encoded(body)} ${kind}`;
    const raw = task === undefined ? await tooLong(body) : await server.callRaw('run_quick_task', { task });
    expect(raw).toContain('AI_ERROR');
    expect(raw + server.lines.join('\n')).not.toContain(canary);
  });
});

/** Too long to be told to the stub in a task: it stands in the code instead. */
async function tooLong(body: string): Promise<string> {
  const server = openServer({
    runtime: { fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }) },
  });
  return server.callRaw('run_quick_task', { task: 'x' });
}

test('reads the events of the Responses API [I7]', async () => {
  const events = [
    { type: 'response.created', response: {} },
    { type: 'response.reasoning_text.delta', delta: 'hm' },
    { type: 'response.output_text.delta', delta: 'he' },
    { type: 'response.output_text.delta', delta: 'llo' },
    { type: 'response.completed', response: { usage: { input_tokens: 3, output_tokens: 2 } } },
  ];
  const body = events.map((event) => `event: ${event.type}\ndata: ${json(event)}\n\n`).join('');
  const stream = new Response(body).body;
  expect(await readReply(stream, () => {})).toEqual({
    kind: 'answer',
    text: 'hello',
    ending: 'complete',
    usage: { input: 3, output: 2 },
  });
});

test('reads streamed arguments of a tool call, and a streamed text completion [I7]', async () => {
  const call = (piece: string) => ({ choices: [{ delta: { tool_calls: [{ function: { arguments: piece } }] } }] });
  const read = (events: readonly unknown[]) =>
    readReply(new Response(events.map((event) => `data: ${json(event)}\n\n`).join('')).body, () => {});
  const end = { choices: [{ delta: {}, finish_reason: 'stop' }] };
  expect(await read([call('{"te'), call('xt":"hi"}'), end])).toMatchObject({ text: 'hi' });
  expect(await read([call('{"a":"1","b":"2"}'), end])).toMatchObject({ text: '{"a":"1","b":"2"}' });
  expect(await read([{ choices: [{ text: 'hi', finish_reason: 'stop' }] }])).toMatchObject({ text: 'hi' });
  await expect(read([call('{"te'), end])).rejects.toMatchObject({ kind: 'unreadable' });
  await expect(read([{ choices: [{ delta: {}, finish_reason: 'length' }] }])).rejects.toMatchObject({ kind: 'cut' });
});

test('JSON in `response` and a reply in plain text are answers too [I7]', async () => {
  expect(await readReply({ response: { a: 1 } }, () => {})).toMatchObject({ text: '{"a":1}' });
  expect(await readReply(new Response('hello', { headers: { 'content-type': 'text/plain' } }), () => {})).toMatchObject(
    { text: 'hello' },
  );
  expect(await readReply({ tool_calls: [{ arguments: { a: 1, b: 2 } }] }, () => {})).toMatchObject({
    text: '{"a":1,"b":2}',
  });
  await expect(readReply(new Response(null, { status: 200 }), () => {})).rejects.toMatchObject({ kind: 'unreadable' });
  await expect(readReply(new Response(null, { status: 503 }), () => {})).rejects.toMatchObject({ kind: 'unavailable' });
});

test('a streamed token of digits, which Workers AI sends as a number, is not lost [I7]', async () => {
  const read = (events: readonly unknown[]) =>
    readReply(
      new Response(events.map((event) => `data: ${json(event)}\n\n`).join('') + 'data: [DONE]\n\n').body,
      () => {},
    );
  expect(await read([{ response: 'port = ' }, { response: 80 }, { response: 0 }])).toMatchObject({
    text: 'port = 800',
  });
  const delta = (content: unknown) => ({ choices: [{ delta: { content } }] });
  expect(await read([delta('x['), delta(1), delta(']')])).toMatchObject({ text: 'x[1]' });
});

test.each([
  [{ error: { message: 'no', code: 401 } }, 'unauthorized'],
  [{ error: { message: 'no', code: 402 } }, 'quota'],
  [{ error: { message: 'no', code: 429 } }, 'overloaded'],
  [{ error: { message: 'no', code: 10_000 } }, 'unauthorized'],
  [{ error: { message: 'no' } }, 'unavailable'],
  [{ error: 'no' }, 'unavailable'],
])(
  'a refusal inside an answer is what its code says, in a stream as in a body: %j is %s [I3, I7]',
  async (refusal, kind) => {
    const text = `data: ${json({ response: 'half of' })}\n\ndata: ${json(refusal)}\n\ndata: [DONE]\n\n`;
    await expect(readReply(new Response(text).body, () => {})).rejects.toMatchObject({ kind });
    await expect(readReply({ ...refusal, response: 'half of' }, () => {})).rejects.toMatchObject({ kind });
  },
);
