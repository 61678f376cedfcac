import { describe, expect, test } from 'vitest';
import { modelOf } from '../catalogue/model.ts';
import { encoded, seenCalls } from '../testing/test-env.ts';
import { askModel } from './ask-model.ts';
import type { InferenceDriver, InferenceRequest } from './inference-driver.ts';
import type { FailureKind } from './inference-failure.ts';

const text = 'const answer = "42";\n// ünïcode 😀, <think> and </think>';
const plain = 'const answer = "42";';

/** What every driver does the same, whatever the service behind it speaks. */
export function describeDriver(name: string, create: () => InferenceDriver): void {
  const never = new AbortController().signal;
  const request = (prompt: string, rest: Partial<InferenceRequest> = {}): InferenceRequest => ({
    model: modelOf('@cf/zai-org/glm-4.7-flash'),
    messages: [{ role: 'user', content: `${prompt} fake-inference:text=${encoded(plain)}` }],
    maxTokens: 1_000,
    stream: false,
    ...rest,
  });
  const ask = (asked: InferenceRequest, signal = never, onText = (_characters: number) => {}) =>
    askModel(create(), asked, signal, onText);

  describe(`the driver ${name}`, () => {
    test.each(['response', 'chat', 'parts', 'text', 'tool_calls', 'function_calls', 'responses', 'string', 'stream'])(
      'reads the answer in the shape %s [I7]',
      async (shape) => {
        expect((await ask(request(`fake-inference:shape=${shape}`))).text).toBe(plain);
      },
    );

    test('reads an answer that comes as events, and tells how much has come [I7, A9]', async () => {
      const heard: number[] = [];
      const answer = await ask(request('', { stream: true }), never, (characters) => heard.push(characters));
      expect(answer.text).toBe(plain);
      expect(answer.usage.output).toBe(5);
      expect(heard.at(-1)).toBe(plain.length);
    });

    test('asks a model of another dialect in its own words [I7]', async () => {
      const model = modelOf('@cf/openai/gpt-oss-120b');
      expect((await ask(request('fake-inference:shape=responses', { model }))).text).toBe(plain);
    });

    test('takes out what the model thought aloud [I7]', async () => {
      expect((await ask(request('fake-inference:think'))).text).toBe(plain);
      expect((await ask(request('fake-inference:think', { stream: true }))).text).toBe(plain);
    });

    test('keeps text that looks a little like thoughts, and every character of it [I7]', async () => {
      const messages = [{ role: 'user', content: `fake-inference:text=${encoded(text)}` }] as const;
      expect((await ask(request('', { messages }))).text).toBe(text);
      expect((await ask(request('', { messages, stream: true }))).text).toBe(text);
    });

    test.each<[status: number, code: number, kind: FailureKind]>([
      [410, 5_028, 'retired'],
      [400, 5_007, 'unknown_model'],
      [404, 404, 'unknown_model'],
      [429, 3_040, 'overloaded'],
      [429, 429, 'overloaded'],
      [429, 3_036, 'quota'],
      [500, 500, 'unavailable'],
      [503, 503, 'unavailable'],
      [401, 10_000, 'unauthorized'],
      [403, 5_018, 'unauthorized'],
      [400, 5_006, 'invalid'],
      [413, 3_006, 'invalid'],
      [408, 3_007, 'timeout'],
    ])('takes status %i with code %i for %s [I6]', async (status, code, kind) => {
      const refused = ask(request(`fake-inference:status=${status} fake-inference:code=${code}`));
      await expect(refused).rejects.toMatchObject({ kind, message: `inference failed: ${kind}` });
    });

    test('an answer cut at the output limit is an error, as JSON and as events [I6]', async () => {
      await expect(ask(request('fake-inference:cut'))).rejects.toMatchObject({ kind: 'cut' });
      await expect(ask(request('fake-inference:cut', { stream: true }))).rejects.toMatchObject({ kind: 'cut' });
      await expect(ask(request('fake-inference:shape=response', { maxTokens: 5 }))).rejects.toMatchObject({
        kind: 'cut',
      });
    });

    test.each(['hang', 'stall'])(
      'closes the connection of a call that would %s when its signal aborts [I6]',
      async (how) => {
        const mark = `mark-${name}-${how}`;
        const controller = new AbortController();
        const asked = ask(request(`${mark} fake-inference:${how}`, { stream: true }), controller.signal);
        await expect.poll(() => seenCalls(mark), { interval: 5 }).toHaveLength(1);
        controller.abort(new Error('late'));
        await expect(asked).rejects.toBeInstanceOf(Error);
        await expect.poll(async () => (await seenCalls(mark))[0]?.state, { interval: 5 }).toBe('aborted');
      },
    );
  });
}
