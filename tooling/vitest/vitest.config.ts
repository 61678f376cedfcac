import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'servers/*/src/**/*.test.ts', 'tooling/*/src/**/*.test.ts'],
    exclude: ['**/dist/**', '**/node_modules/**'],
    root: new URL('../..', import.meta.url).pathname,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
