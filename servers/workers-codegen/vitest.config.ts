import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig, type Plugin } from 'vitest/config';

const packages = ['audit', 'pii-scrub', 'server-kit', 'tool-kit'];

// workerd asks for one module after the other: a few large ones come sooner than hundreds of small ones.
const bundledOnce = [
  '@cloudflare/workers-oauth-provider',
  'diff',
  'eventsource-parser/stream',
  'hono/html',
  'ipaddr.js',
  'js-tokens',
  'ulid',
  'zod',
  ...packages.map((name) => `@mcp-chassis/${name}`),
  // In bundles of their own: each frame of an error's stack searches the whole text of its module.
  ...['@modelcontextprotocol/server', '@opentelemetry/api', 'hono'].map((name) => `@mcp-chassis/server-kit > ${name}`),
  '@mcp-chassis/pii-scrub > libphonenumber-js/min',
];

/** Of what was built of the packages. It stands in the bundles, so that none outlives what it was made of. */
function digestOfPackages(): string {
  const root = new URL('../../packages/', import.meta.url);
  const digest = createHash('sha256');
  for (const path of globSync(`{${packages.join(',')}}/dist/**/*.js`, { cwd: root }).sort()) {
    digest.update(path).update(readFileSync(new URL(path, root)));
  }
  return digest.digest('hex');
}

/** Maps of megabytes would go to workerd, which has no use for them. */
const bundlesWithoutSourceMaps: Plugin = {
  name: 'bundles-without-source-maps',
  enforce: 'post',
  transform: { filter: { id: /\/deps_ssr\// }, handler: (code) => ({ code, map: { mappings: '' } }) },
};

const rateLimit = (namespace: string, limit: number) => ({
  namespace_id: namespace,
  simple: { limit, period: 60 as const },
});

export default defineConfig({
  plugins: [
    bundlesWithoutSourceMaps,
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
            REGISTRATIONS: rateLimit('1004', 10),
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
    deps: {
      optimizer: {
        ssr: {
          enabled: true,
          include: bundledOnce,
          rolldownOptions: { output: { banner: `// ${digestOfPackages()}` } },
        },
      },
    },
    isolate: false,
    maxWorkers: 2,
    testTimeout: 10_000,
    expect: { poll: { timeout: 5_000 } },
  },
});
