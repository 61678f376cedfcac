import { ToolError } from '@mcp-chassis/tool-kit';
import { abortError } from './abort-error.ts';

/** A counter of free places with a bounded queue, first come, first served. */
export interface Slots {
  /**
   * Waits for a place.
   *
   * @throws ToolError `OVERLOADED` at once when the queue is full; `CANCELLED` or `TIMEOUT` when `signal` is aborted.
   */
  take(signal: AbortSignal): Promise<void>;
  /** Gives a place back. */
  free(): void;
  /** Whether every place is taken. */
  areTaken(): boolean;
  /** Resolves when nobody has a place. */
  drained(): Promise<void>;
}

/** `count` places and room for `maxWaiting` who wait. */
export function createSlots(count: number, maxWaiting: number): Slots {
  let used = 0;
  const waiting = new Set<() => void>();
  const idle = new Set<() => void>();
  return {
    async take(signal) {
      if (signal.aborted) throw abortError(signal);
      if (used < count) {
        used += 1;
        return;
      }
      if (waiting.size >= maxWaiting) {
        throw new ToolError('OVERLOADED', 'Too many queries wait for this target. Try again in a moment.', {
          retryAfterMs: 1_000,
        });
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const abort = () => {
        waiting.delete(resolve);
        reject(abortError(signal));
      };
      waiting.add(resolve);
      signal.addEventListener('abort', abort, { once: true });
      try {
        await promise;
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
    free() {
      const [next] = waiting;
      if (next !== undefined) {
        waiting.delete(next);
        next();
        return;
      }
      used -= 1;
      if (used === 0) for (const resolve of idle) resolve();
    },
    areTaken: () => used >= count,
    drained() {
      return used === 0 ? Promise.resolve() : new Promise((resolve) => idle.add(resolve));
    },
  };
}
