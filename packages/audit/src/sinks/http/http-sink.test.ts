import { createHash } from 'node:crypto';
import axios from 'axios';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { describeNetSink, netToken as token } from '../net/describe-net-sink.test.fixture.ts';
import type { FakeReceiver } from '../net/fake-receiver.test.fixture.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openFakeHttpCollector } from './fake-http-collector.test.fixture.ts';
import { openHttpSink } from './http-sink.ts';

const never = new AbortController().signal;
const lineOf = (index: number) => keptEntries(sampleEntry(index))[0]?.json;

describeNetSink('openHttpSink', {
  openReceiver: openFakeHttpCollector,
  openSink: openHttpSink,
  read: (kept) => [...kept],
  secrets: [],
});

let receiver: FakeReceiver;
beforeEach(async () => {
  receiver = await openFakeHttpCollector();
});
afterEach(() => receiver.close());

test('a batch is gzipped NDJSON with a key that is the same when the same batch comes again [C3]', async () => {
  const sink = openHttpSink({ url: receiver.url, headers: { 'X-Api-Key': () => 'k1' } });
  for (const batch of [[1, 2], [1, 2], [2]]) await sink.deliver(keptEntries(...batch.map(sampleEntry)), never);
  await sink.close();
  const [first, again, other] = receiver.requests;
  expect(first?.body.toString()).toBe(`${lineOf(1)}\n${lineOf(2)}\n`);
  const digest = createHash('sha256')
    .update(first?.body ?? '')
    .digest('hex');
  expect(first?.headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
    'idempotency-key': `"${digest}"`,
    'x-api-key': 'k1',
  });
  expect(again?.headers['idempotency-key']).toBe(`"${digest}"`);
  expect(other?.headers['idempotency-key']).not.toBe(`"${digest}"`);
});

test('a redirect is not followed, so the token goes nowhere else [C3]', async () => {
  const sink = openHttpSink({ url: receiver.url, token });
  receiver.mood = 'redirects';
  await expect(sink.deliver(keptEntries(sampleEntry(1)), never)).rejects.toThrow(
    'the receiver redirected, which is not followed (307)',
  );
  await sink.close();
  expect(receiver.requests.map(({ path }) => path)).toEqual(['/audit']);
});

test('a token is asked for again with every delivery, so a rotated one is seen [C3]', async () => {
  const tokens = ['first', 'second'];
  const sink = openHttpSink({ url: receiver.url, token: () => tokens.shift() ?? '' });
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await sink.deliver(keptEntries(sampleEntry(2)), never);
  await expect(sink.deliver(keptEntries(sampleEntry(3)), never)).rejects.toMatchObject({
    kind: 'retry',
    message: 'the token cannot be read',
  });
  await sink.close();
  expect(receiver.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
});

test('what the application hooks into axios sees neither the token nor the records [C3] [A7]', async () => {
  const hook = vi.fn<(config: unknown) => never>(() => {
    throw new Error('hooked');
  });
  const id = axios.interceptors.request.use(hook);
  onTestFinished(() => axios.interceptors.request.eject(id));
  const sink = openHttpSink({ url: receiver.url, token });
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await sink.close();
  expect(hook).not.toHaveBeenCalled();
});

test('no variable of the environment says where records go, or with which headers [C3] [A15]', async () => {
  vi.stubEnv('http_proxy', 'http://127.0.0.1:1').stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:1');
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-from-environment=1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const sink = openHttpSink({ url: receiver.url });
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await sink.close();
  expect(receiver.requests.map(({ headers }) => headers['x-from-environment'])).toEqual([undefined]);
});
