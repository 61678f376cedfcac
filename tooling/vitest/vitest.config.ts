import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './closing-reporter.ts';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'servers/*/src/**/*.test.ts',
      'tooling/*/src/**/*.test.ts',
      'tooling/*/*.test.ts',
    ],
    exclude: ['**/dist/**', '**/node_modules/**'],
    root: new URL('../..', import.meta.url).pathname,
    globalSetup: ['tooling/sandbox/src/vitest.ts'],
    reporters: ['default', new ClosingReporter()],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
