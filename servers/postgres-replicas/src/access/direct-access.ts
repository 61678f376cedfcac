import type { AccessAdapter } from './access-adapter.ts';

/** Connects straight to the target's own host and port. */
export function createDirectAccess(): AccessAdapter {
  return {
    open: ({ host, port }) => Promise.resolve({ host, port }),
    problem: () => undefined,
    close: () => Promise.resolve(),
  };
}
