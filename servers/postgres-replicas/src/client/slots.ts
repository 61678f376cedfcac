import { ToolError } from '@mcp-chassis/tool-kit';
import { abortError } from './abort-error.ts';
import { createFairQueue } from './fair-queue.ts';

/** Who asks for a place, and until when it makes sense to wait. */
export interface SlotClaim {
  readonly agent: string;
  readonly signal: AbortSignal;
}

/** How many places there are. */
export interface SlotLimits {
  readonly count: number;
  /** Most places one agent may have at once. */
  readonly perAgent: number;
  /** Most who wait, of all agents together. */
  readonly maxWaiting: number;
  /** Longest wait, in ms. */
  readonly waitMs: number;
}

/** A counter of free places with a bounded queue. Who waits is served agent by agent in turn. */
export interface Slots {
  /**
   * Waits for a place; `free` it once.
   *
   * @throws ToolError `OVERLOADED` when the queue is full or the wait was too long; `CANCELLED` or `TIMEOUT` when the
   * signal is aborted.
   */
  take(claim: SlotClaim): Promise<void>;
  free(agent: string): void;
  /** Whether every place is taken. */
  areTaken(): boolean;
  /** Resolves when nobody has a place. */
  drained(): Promise<void>;
}

interface Waiter {
  readonly enter: () => void;
  /** Leaves the queue at once: a place given to one that has given up would be lost. */
  readonly leave: (error: ToolError) => void;
}

/** How soon to come again, in ms. */
const retryAfterMs = 1_000;

/** Free places for everyone. One agent's queue never keeps another out: when the queue is full, the longest gives way. */
export function createSlots({ count, perAgent, maxWaiting, waitMs }: SlotLimits): Slots {
  const held = new Map<string, number>();
  const waiting = createFairQueue<Waiter>();
  const idle = new Set<() => void>();
  let used = 0;

  const mayEnter = (agent: string) => used < count && (held.get(agent) ?? 0) < perAgent;
  const enter = (agent: string) => {
    used += 1;
    held.set(agent, (held.get(agent) ?? 0) + 1);
  };
  const letIn = () => {
    for (let next = waiting.next(mayEnter); next !== undefined; next = waiting.next(mayEnter)) {
      enter(next.agent);
      next.item.enter();
    }
  };

  return {
    async take({ agent, signal }) {
      if (signal.aborted) throw abortError(signal);
      if (mayEnter(agent)) {
        enter(agent);
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = (error: ToolError) => {
        waiting.remove(agent, waiter);
        reject(error);
      };
      const waiter: Waiter = { enter: resolve, leave };
      const abort = () => leave(abortError(signal));
      const timer = setTimeout(() => leave(overloaded('No connection to this target came free in time.')), waitMs);
      signal.addEventListener('abort', abort, { once: true });
      waiting.add(agent, waiter);
      if (waiting.size > maxWaiting)
        waiting.dropFromLongest()?.leave(overloaded('Too many queries wait for this target.'));
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
    },
    free(agent) {
      used -= 1;
      const left = (held.get(agent) ?? 1) - 1;
      if (left === 0) held.delete(agent);
      else held.set(agent, left);
      letIn();
      if (used === 0) for (const resolve of idle) resolve();
    },
    areTaken: () => used >= count,
    drained() {
      return used === 0 ? Promise.resolve() : new Promise((resolve) => idle.add(resolve));
    },
  };
}

function overloaded(reason: string): ToolError {
  return new ToolError('OVERLOADED', `${reason} Try again in a moment, with fewer queries at once.`, { retryAfterMs });
}
