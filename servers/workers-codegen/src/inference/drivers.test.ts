import { expect, test, vi } from 'vitest';
import { fakeUrl, newMark, seenCalls, testEnv } from '../testing/test-env.ts';
import { modelOf } from '../catalogue/model.ts';
import { askModel } from './ask-model.ts';
import { createBindingDriver, type AiBinding } from './binding-driver.ts';
import { createOpenAiDriver, createRestDriver } from './http-drivers.ts';
import { describeDriver } from './inference-driver.test.contract.ts';
import type { InferenceRequest } from './inference-driver.ts';

const http = (path: string) => ({
  baseUrl: `${fakeUrl()}${path}`,
  fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
});
const bindingDriver = () => createBindingDriver(testEnv().AI as AiBinding, undefined);
const restDriver = () => createRestDriver(http('/client/v4/accounts/test/ai/run'));

describeDriver('workers-ai', bindingDriver);
describeDriver('workers-ai-rest', restDriver);
describeDriver('openai-compatible', () => createOpenAiDriver(http('/v1')));

const never = new AbortController().signal;
const request = (content: string): InferenceRequest => ({
  model: modelOf('@cf/zai-org/glm-4.7-flash'),
  messages: [{ role: 'user', content }],
  maxTokens: 1_000,
  stream: false,
});

test.each([
  ['workers-ai', bindingDriver],
  ['workers-ai-rest', restDriver],
])('%s asks again for an answer that was queued [I7]', async (_name, create) => {
  const mark = newMark();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asking = askModel(create(), request(`${mark} fake-inference:shape=queued`), never, () => {});
  await expect.poll(() => vi.getTimerCount()).toBe(1);
  expect(await seenCalls(mark)).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  const { text } = await asking;
  vi.useRealTimers();
  expect(text).toContain('a stub: no model ran');
});

test('an endpoint that does not queue cannot answer with the id of a queued call [I7]', async () => {
  const asked = askModel(createOpenAiDriver(http('/v1')), request('fake-inference:shape=queued'), never, () => {});
  await expect(asked).rejects.toMatchObject({ kind: 'unreadable' });
});

test('a gateway gets its options from the binding, and none of the code is kept in its log [I6]', async () => {
  const seen: unknown[] = [];
  const binding: AiBinding = {
    async run(_model, _inputs, options) {
      seen.push(options['gateway']);
      return 'ok';
    },
  };
  for (const cacheTtlSeconds of [0, 60]) {
    await createBindingDriver(binding, { id: 'team', cacheTtlSeconds }).send(request('x'), never);
  }
  expect(seen).toEqual([
    { id: 'team', collectLog: false, skipCache: true },
    { id: 'team', collectLog: false, cacheTtl: 60 },
  ]);
});

test('over HTTP the options of a gateway and the token are headers [I6]', async () => {
  const seen: Record<string, string>[] = [];
  const driver = (cacheTtlSeconds: number) =>
    createRestDriver({
      baseUrl: 'http://gateway.test',
      token: 'secret',
      gateway: { id: 'team', cacheTtlSeconds },
      async fetch(input, init) {
        const sent = new Request(input, init);
        seen.push(Object.fromEntries(sent.headers));
        return Response.json({ response: 'ok' });
      },
    });
  await driver(0).send(request('x'), never);
  await driver(60).send(request('x'), never);
  const base = { authorization: 'Bearer secret', 'content-type': 'application/json', 'cf-aig-collect-log': 'false' };
  expect(seen).toEqual([
    { ...base, 'cf-aig-skip-cache': 'true' },
    { ...base, 'cf-aig-cache-ttl': '60' },
  ]);
});

test('an endpoint that cannot be reached is unreachable, and the words of the network stay inside [I6]', async () => {
  const driver = createOpenAiDriver({
    baseUrl: 'http://internal-host-canary.test',
    fetch: async () => {
      throw new TypeError('connect to internal-host-canary.test failed');
    },
  });
  await expect(askModel(driver, request('x'), never, () => {})).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'inference failed: unreachable',
  });
});
