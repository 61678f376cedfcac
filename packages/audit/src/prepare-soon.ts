import type { Call } from '@mcp-chassis/tool-kit';

/** Calls whose records can be begun while they wait for a backend. */
export interface Preparation {
  add(call: Call): void;
  /** The call has ended: too late. */
  remove(call: Call): void;
}

/**
 * Prepares calls when `defer` says so, all that wait at once.
 *
 * @param prepare Must not throw.
 */
export function prepareSoon(defer: (work: () => void) => void, prepare: (call: Call) => void): Preparation {
  const waiting = new Set<Call>();
  let isDeferred = false;

  function prepareAll(): void {
    isDeferred = false;
    for (const call of waiting) prepare(call);
    waiting.clear();
  }

  return {
    add(call) {
      waiting.add(call);
      if (isDeferred) return;
      isDeferred = true;
      defer(prepareAll);
    },
    remove(call) {
      waiting.delete(call);
    },
  };
}
