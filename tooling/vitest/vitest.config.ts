import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './closing-reporter.ts';

const root = new URL('../..', import.meta.url).pathname;

export default defineConfig({
  test: {
    root,
    reporters: ['default', new ClosingReporter()],
    coverage: {
      provider: 'istanbul',
      reporter: ['text-summary'],
      include: ['servers/workers-codegen/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/main.ts'],
      thresholds: { statements: 95 },
    },
    projects: [
      {
        test: {
          name: 'node',
          root,
          include: [
            'packages/*/src/**/*.test.ts',
            'servers/*/{src,e2e}/**/*.test.ts',
            'tooling/*/src/**/*.test.ts',
            'tooling/*/*.test.ts',
          ],
          // They run in workerd, by the configuration below.
          exclude: ['**/dist/**', '**/node_modules/**', 'servers/workers-codegen/src/**'],
          globalSetup: ['tooling/sandbox/src/vitest.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 120_000,
        },
      },
      'servers/workers-codegen/vitest.config.ts',
    ],
  },
});
