import * as z from 'zod';
import type { Env } from '../env.ts';

const shortestPin = 8;

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https URL' })
  .transform((url) => url.replace(/\/+$/, ''));

function isHttpsOrLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

const dollars = z
  .string()
  .regex(/^\d+(?:\.\d+)?\/\d+(?:\.\d+)?$/, 'expected dollars a million tokens, in and out, like 3/15')
  .transform((text) => {
    const [input = 0, output = 0] = text.split('/').map(Number);
    return { input, output };
  });

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'expected a whole number').transform(Number).pipe(z.number().min(least).max(most));

const schema = z.object({
  OWNER: z.string().trim().min(3, 'expected the human or team that answers for the server'),
  ENVIRONMENT: z.enum(['development', 'staging', 'production']),
  PUBLIC_URL: httpUrl
    .refine((url) => new URL(url).pathname === '/', 'expected an origin, without a path')
    .refine(isHttpsOrLoopback, 'expected https; http is for a loopback address only'),
  INFERENCE: z.enum(['workers-ai', 'workers-ai-rest', 'openai-compatible', 'fake']),
  INFERENCE_URL: httpUrl.optional(),
  INFERENCE_MODEL: z.string().min(1).max(200).optional(),
  INFERENCE_CONTEXT_TOKENS: wholeNumber(4_096, 10_000_000).default(32_768),
  AI_GATEWAY_ID: z.string().min(1).max(64).optional(),
  AI_GATEWAY_CACHE_SECONDS: wholeNumber(0, 2_592_000).default(0),
  SCRUB_INPUT: z.enum(['on', 'off']).default('on'),
  REFERENCE_PRICE: dollars.default({ input: 3, output: 15 }),
  PIN: z.string().min(shortestPin, `expected at least ${shortestPin} characters, set with: wrangler secret put PIN`),
  INFERENCE_TOKEN: z.string().min(1).optional(),
});

/** The variables of the Worker, checked. */
export type Config = z.output<typeof schema>;

/**
 * Reads the variables.
 *
 * @throws Error that names every variable that is wrong and what was expected, never its value.
 */
export function readConfig(env: Env): Config {
  const parsed = schema.safeParse(env);
  const problems = parsed.success
    ? [...contradictions(parsed.data, env)]
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new Error(`workers-codegen is not configured:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}

function* contradictions(config: Config, env: Env): Generator<string> {
  if (config.INFERENCE === 'workers-ai' && env.AI === undefined) {
    yield 'AI: the binding is missing, which INFERENCE=workers-ai needs';
  }
  if (config.INFERENCE !== 'workers-ai' && config.INFERENCE_URL === undefined) {
    yield `INFERENCE_URL: is missing, which INFERENCE=${config.INFERENCE} needs`;
  }
  if (config.INFERENCE === 'openai-compatible' && config.INFERENCE_MODEL === undefined) {
    yield 'INFERENCE_MODEL: is missing, which INFERENCE=openai-compatible needs';
  }
  if (config.INFERENCE !== 'openai-compatible' && config.INFERENCE_MODEL !== undefined) {
    yield 'INFERENCE_MODEL: is for INFERENCE=openai-compatible; the other models are those of the catalogue';
  }
  if (
    config.INFERENCE_TOKEN !== undefined &&
    config.INFERENCE_URL !== undefined &&
    !isHttpsOrLoopback(config.INFERENCE_URL)
  ) {
    yield 'INFERENCE_URL: expected https, because INFERENCE_TOKEN is sent there; http is for a loopback address only';
  }
  if (config.INFERENCE === 'fake' && config.ENVIRONMENT === 'production') {
    yield 'INFERENCE: the stub cannot serve production';
  }
  for (const name of ['CONFIG', 'OAUTH_KV', 'PIN_ATTEMPTS', 'REGISTRATIONS', 'REQUESTS', 'CALLS'] as const) {
    if (env[name] === undefined) yield `${name}: the binding is missing`;
  }
}
