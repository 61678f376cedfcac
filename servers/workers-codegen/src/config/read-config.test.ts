import { expect, test } from 'vitest';
import { createWorker } from '../worker.ts';
import { testEnv } from '../testing/test-env.ts';
import { readConfig } from './read-config.ts';

test('fills in the defaults [A15]', () => {
  expect(readConfig(testEnv())).toMatchObject({
    SCRUB_INPUT: 'on',
    REFERENCE_PRICE: { input: 3, output: 15 },
    INFERENCE_CONTEXT_TOKENS: 32_768,
    AI_GATEWAY_CACHE_SECONDS: 0,
  });
});

test.each([
  [{ OWNER: ' ' }, 'OWNER: expected the human or team that answers for the server'],
  [{ ENVIRONMENT: 'prod' }, 'ENVIRONMENT: '],
  [{ PUBLIC_URL: 'codegen.example.com' }, 'PUBLIC_URL: expected an http or https URL'],
  [{ PUBLIC_URL: 'https://codegen.example.com/mcp' }, 'PUBLIC_URL: expected an origin, without a path'],
  [{ PUBLIC_URL: 'http://codegen.example.com' }, 'PUBLIC_URL: expected https'],
  [{ INFERENCE: 'magic' }, 'INFERENCE: '],
  [{ INFERENCE: 'workers-ai', AI: undefined }, 'AI: the binding is missing'],
  [{ INFERENCE_URL: undefined }, 'INFERENCE_URL: is missing, which INFERENCE=fake needs'],
  [{ INFERENCE: 'openai-compatible' }, 'INFERENCE_MODEL: is missing'],
  [{ INFERENCE_MODEL: 'x' }, 'INFERENCE_MODEL: is for INFERENCE=openai-compatible'],
  [
    { INFERENCE: 'workers-ai', INFERENCE_MODEL: '@cf/other/model' },
    'INFERENCE_MODEL: is for INFERENCE=openai-compatible',
  ],
  [{ INFERENCE_URL: 'http://models.test/v1', INFERENCE_TOKEN: 'x' }, 'INFERENCE_URL: expected https'],
  [{ ENVIRONMENT: 'production' }, 'INFERENCE: the stub cannot serve production'],
  [{ SCRUB_INPUT: 'maybe' }, 'SCRUB_INPUT: '],
  [{ REFERENCE_PRICE: '15' }, 'REFERENCE_PRICE: expected dollars a million tokens, in and out, like 3/15'],
  [{ INFERENCE_CONTEXT_TOKENS: '4095' }, 'INFERENCE_CONTEXT_TOKENS: '],
  [{ AI_GATEWAY_CACHE_SECONDS: 'long' }, 'AI_GATEWAY_CACHE_SECONDS: expected a whole number'],
  [{ PIN: '1234567' }, 'PIN: expected at least 8 characters'],
  [{ PIN_ATTEMPTS: undefined }, 'PIN_ATTEMPTS: the binding is missing'],
  [{ REGISTRATIONS: undefined }, 'REGISTRATIONS: the binding is missing'],
])('names what is wrong in %j, not its value [A15]', (values, problem) => {
  expect(() => readConfig(testEnv(values as never))).toThrow(problem);
});

test('a PIN of eight characters is long enough [I4]', () => {
  expect(readConfig(testEnv({ PIN: '12345678' })).PIN).toBe('12345678');
});

test('the message holds no secret [A15]', () => {
  const env = testEnv({ PIN: 'short-1', OWNER: '' });
  expect(() => readConfig(env)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('short-1') as unknown }),
  );
});

test('a Worker that is not configured says so in its log, and serves nothing [A15]', async () => {
  const lines: string[] = [];
  const worker = createWorker({ now: Date.now, fetch, write: (line) => lines.push(line) });
  const request = new Request('https://codegen.example.com/health');
  const response = await worker.fetch(request, testEnv({ OWNER: '', PIN: 'short-1' }), {} as ExecutionContext);
  expect(response.status).toBe(503);
  expect(lines.join('')).toMatch(/not_configured.*OWNER: expected.*PIN: expected/);
  expect(lines.join('') + (await response.text())).not.toContain('short-1');
});
