import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { checkUpstream, readUpstream } from './upstream.ts';

test('without a flag there is no upstream', () => {
  expect(readUpstream({}, undefined)).toBeUndefined();
});

test('the URL has no slash at its end, and the token comes from the environment', () => {
  expect(readUpstream({ upstream: 'http://127.0.0.1:1/v1/', model: 'm' }, 'secret')).toEqual({
    url: 'http://127.0.0.1:1/v1',
    model: 'm',
    token: 'secret',
  });
});

test.each([
  ['localhost:11434/v1', '--upstream must start with http:// or https://, e.g. --upstream http://localhost:11434/v1'],
  ['127.0.0.1:11434/v1', '--upstream must start with http:// or https://, e.g. --upstream http://127.0.0.1:11434/v1'],
  ['ftp://x/v1', '--upstream must start with http:// or https://, e.g. --upstream http://127.0.0.1:11434/v1'],
  ['', '--upstream must start with http:// or https://'],
  ['http://x y/v1', '--upstream is not a URL'],
  ['https://user:secret@x.test/v1', '--upstream must not hold a user or a token'],
])('%j is refused with the flag and the fix', (upstream, message) => {
  expect(() => readUpstream({ upstream, model: 'm' }, undefined)).toThrow(message);
});

test('each flag without the other is refused, and so is a token in clear', () => {
  expect(() => readUpstream({ upstream: 'http://x.test/v1' }, undefined)).toThrow('--upstream needs --model');
  expect(() => readUpstream({ model: 'm' }, undefined)).toThrow('--model needs --upstream');
  expect(() => readUpstream({ upstream: 'http://x.test/v1', model: 'm' }, 'secret')).toThrow('must be https');
});

async function endpoint(): Promise<string> {
  const server = createServer(({ headers }, response) => {
    response.writeHead(headers.authorization === 'Bearer right' ? 200 : 401).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`;
}

test('an endpoint is asked first: a token that is missing or wrong is told with the fix', async () => {
  const url = await endpoint();
  await expect(checkUpstream({ url, model: 'm' }, fetch)).rejects.toThrow('it wants a token (HTTP 401)');
  await expect(checkUpstream({ url, model: 'm', token: 'wrong' }, fetch)).rejects.toThrow('refuses the token');
  await checkUpstream({ url, model: 'm', token: 'right' }, fetch);
});

test('an address where nobody answers is told with the fix', async () => {
  const refused = async () => Promise.reject(new TypeError('fetch failed'));
  await expect(checkUpstream({ url: 'http://127.0.0.1:1/v1', model: 'm' }, refused)).rejects.toThrow(
    '--upstream http://127.0.0.1:1/v1: nobody answers there. Start the endpoint, or correct the address.',
  );
});
