import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './closing-reporter.ts';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.stress.ts', 'servers/*/src/**/*.stress.ts', 'tooling/*/src/**/*.stress.ts'],
    exclude: ['**/dist/**', '**/node_modules/**'],
    root: new URL('../..', import.meta.url).pathname,
    globalSetup: ['tooling/sandbox/src/vitest.ts'],
    reporters: ['default', new ClosingReporter()],
    fileParallelism: false,
    testTimeout: 600_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
  },
});
