import { expect, test } from 'vitest';
import { modelOf } from '../catalogue/model.ts';
import { askModel } from './ask-model.ts';

const ask = (reply: unknown, maxTokens = 100) =>
  askModel(
    { name: 'fixed', isStub: true, send: async () => reply },
    {
      model: modelOf('@cf/zai-org/glm-4.7-flash'),
      messages: [{ role: 'user', content: 'x' }],
      maxTokens,
      stream: false,
    },
    new AbortController().signal,
    () => {},
  );

const usage = (tokens: number) => ({ usage: { prompt_tokens: 1, completion_tokens: tokens } });
const openFence = 'Here:\n```ts\nconst a =';

test.each<[name: string, reply: unknown]>([
  ['ends at the limit, by the count of tokens', { response: 'x', ...usage(100) }],
  [
    'ends at the limit, and says that it stopped',
    { choices: [{ message: { content: 'x' }, finish_reason: 'stop' }], ...usage(100) },
  ],
  ['is as long as the limit, and nobody counted', { response: 'abc'.repeat(100) }],
  ['is as long as the limit, as a bare string', 'abc'.repeat(100)],
  ['breaks off inside a block of code, and nobody says why', { response: openFence, ...usage(9) }],
  [
    'breaks off inside a block of code, with no reason given',
    { choices: [{ message: { content: openFence }, finish_reason: null }] },
  ],
])('an answer that %s was cut [I6]', async (_name, reply) => {
  await expect(ask(reply)).rejects.toMatchObject({ kind: 'cut' });
});

test.each<[name: string, reply: unknown, text: string]>([
  ['one token short of the limit', { response: 'x', ...usage(99) }, 'x'],
  ['shorter than the limit, though nobody counted', { response: 'abc'.repeat(99) }, 'abc'.repeat(99)],
  ['longer than the limit may be, but counted', { response: 'abc'.repeat(200), ...usage(99) }, 'abc'.repeat(200)],
  ['said to be complete', { choices: [{ message: { content: openFence }, finish_reason: 'stop' }] }, openFence],
])('an answer that is %s is whole [I6]', async (_name, reply, text) => {
  expect((await ask(reply)).text).toBe(text);
});
