import type { Call } from '@mcp-chassis/tool-kit';

/** Calls whose records can be begun while they wait for a backend. */
export interface Preparation {
  add(call: Call): void;
  /** The call has ended: too late. */
  remove(call: Call): void;
}

/** Longest time at a stretch, but for one call: large requests take long to scrub, and everything else waits meanwhile. */
const longestMs = 5;

/**
 * Prepares the calls that wait when `defer` says so. Those there is no time for are left to their end: nothing piles up.
 *
 * @param now Epoch ms.
 * @param prepare Must not throw.
 */
export function prepareSoon(
  defer: (work: () => void) => void,
  now: () => number,
  prepare: (call: Call) => void,
): Preparation {
  const waiting = new Set<Call>();
  let isDeferred = false;

  function prepareAll(): void {
    isDeferred = false;
    const until = now() + longestMs;
    for (const call of waiting) {
      prepare(call);
      if (now() >= until) break;
    }
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
