import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

// Third parties only: the cache would not see that a package of this repository was built again.
const bundledOnce = [
  '@cloudflare/workers-oauth-provider',
  'diff',
  'eventsource-parser/stream',
  'hono/html',
  'ipaddr.js',
  'js-tokens',
  'ulid',
  'zod',
  ...[
    '@modelcontextprotocol/server',
    '@opentelemetry/api',
    'hono',
    'hono/body-limit',
    'hono/cors',
    'hono/secure-headers',
    'ipaddr.js',
  ].map((name) => `@mcp-chassis/server-kit > ${name}`),
  '@mcp-chassis/pii-scrub > ipaddr.js',
  '@mcp-chassis/pii-scrub > libphonenumber-js/min',
  '@mcp-chassis/audit > canonicalize',
];

const rateLimit = (namespace: string, limit: number) => ({
  namespace_id: namespace,
  simple: { limit, period: 60 as const },
});

export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => {
      const fake = inject<string>('fakeInferenceUrl');
      return {
        miniflare: {
          compatibilityDate: '2026-06-01',
          // The real `AI` binding of workerd; what it reaches is the stub instead of Cloudflare.
          ai: { binding: 'AI', remoteProxyConnectionString: new URL(fake) as never },
          kvNamespaces: ['CONFIG', 'OAUTH_KV'],
          ratelimits: {
            PIN_ATTEMPTS: rateLimit('1001', 5),
            REQUESTS: rateLimit('1002', 100),
            CALLS: rateLimit('1003', 60),
          },
          bindings: {
            OWNER: 'codegen-team@example.com',
            ENVIRONMENT: 'development',
            PUBLIC_URL: 'https://codegen.example.com',
            INFERENCE: 'fake',
            INFERENCE_URL: `${fake}/v1`,
            PIN: 'pin-canary-4711',
          },
        },
      };
    }),
  ],
  test: {
    name: 'workers-codegen',
    root: import.meta.dirname,
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/vitest.global-setup.ts'],
    deps: { optimizer: { ssr: { enabled: true, include: bundledOnce } } },
    isolate: false,
    fileParallelism: false,
    testTimeout: 10_000,
  },
});
