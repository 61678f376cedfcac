import { ToolError } from '@mcp-chassis/tool-kit';
import { abortError } from './abort-error.ts';
import { createExpectedPace, type Pace, type Query } from './expected-pace.ts';
import { createFairQueue } from './fair-queue.ts';

/** Who asks for a place and for what, and until when it makes sense to wait. */
export interface SlotClaim extends Query {
  readonly signal: AbortSignal;
}

/** How many places there are. */
export interface SlotLimits {
  readonly count: number;
  /** Most places one agent may have at once. */
  readonly perAgent: number;
  /** Most places that may be held for longer than `slowAfterMs`; the others are for what is quick. */
  readonly slow: number;
  readonly slowAfterMs: number;
  /** Most who wait for each pace, of all agents together. */
  readonly maxWaiting: number;
  /** Longest wait, in ms. */
  readonly waitMs: number;
}

/** One that was given. */
export interface Slot {
  /** Follows the claim's. Aborted with `evicted` when it was held for `slowAfterMs` while enough others were. */
  readonly signal: AbortSignal;
  /** Gives it back, once. */
  free(): void;
}

/** Why a place's signal is aborted when its query turned out slow: stop, free the place and come again as slow. */
export const evicted = new Error('slow, while enough others are');

/** A counter of free places with bounded queues. Of those who wait, the agent that had least lately is served first. */
export interface Slots {
  /**
   * Waits for a place; by default for one of the pace that is expected.
   *
   * @throws ToolError `OVERLOADED` when the queue is full or the wait was too long; `CANCELLED` or `TIMEOUT` when the
   * signal is aborted.
   */
  take(claim: SlotClaim, pace?: Pace): Promise<Slot>;
  /** Whether every place is taken. */
  areTaken(): boolean;
  /** Resolves when nobody has a place. */
  drained(): Promise<void>;
}

interface Waiter {
  readonly claim: SlotClaim;
  readonly enter: (slot: Slot) => void;
  /** Leaves the queue at once: a place given to one that has given up would be lost. */
  readonly leave: (error: ToolError) => void;
}

/** How soon to come again, in ms. */
const retryAfterMs = 1_000;

/** Free places for everyone. One agent's queue never keeps another out: when the queue is full, the longest gives way. */
export function createSlots(limits: SlotLimits): Slots {
  const { count, perAgent, slow, slowAfterMs, maxWaiting, waitMs } = limits;
  const held = new Map<string, number>();
  const expected = createExpectedPace(slowAfterMs, Date.now);
  const waiting = {
    quick: createFairQueue<Waiter>((agent) => expected.total(agent)),
    slow: createFairQueue<Waiter>((agent) => expected.mean(agent)),
  };
  const idle = new Set<() => void>();
  let used = 0;
  let slowUsed = 0;

  const mayEnter = (pace: Pace) => (agent: string) =>
    used < count && (pace === 'quick' || slowUsed < slow) && (held.get(agent) ?? 0) < perAgent;

  const enter = (claim: SlotClaim, pace: Pace): Slot => {
    const { agent } = claim;
    const since = Date.now();
    const stop = new AbortController();
    const abort = () => stop.abort(claim.signal.reason);
    claim.signal.addEventListener('abort', abort, { once: true });
    let isSlow = pace === 'slow';
    used += 1;
    if (isSlow) slowUsed += 1;
    held.set(agent, (held.get(agent) ?? 0) + 1);
    const turnSlow = () => {
      if (slowUsed >= slow) return stop.abort(evicted);
      isSlow = true;
      slowUsed += 1;
    };
    const timer = isSlow ? undefined : setTimeout(turnSlow, slowAfterMs);
    return {
      signal: stop.signal,
      free() {
        clearTimeout(timer);
        claim.signal.removeEventListener('abort', abort);
        expected.note(claim, Date.now() - since);
        used -= 1;
        if (isSlow) slowUsed -= 1;
        const left = (held.get(agent) ?? 1) - 1;
        if (left === 0) held.delete(agent);
        else held.set(agent, left);
        letIn('slow');
        letIn('quick');
        if (used === 0) for (const resolve of idle) resolve();
      },
    };
  };

  const letIn = (pace: Pace) => {
    const [queue, may] = [waiting[pace], mayEnter(pace)];
    for (let next = queue.next(may); next !== undefined; next = queue.next(may)) {
      next.item.enter(enter(next.item.claim, pace));
    }
  };

  return {
    async take(claim, pace = expected.of(claim)) {
      const { agent, signal } = claim;
      if (signal.aborted) throw abortError(signal);
      if (mayEnter(pace)(agent)) return enter(claim, pace);
      const queue = waiting[pace];
      const { promise, resolve, reject } = Promise.withResolvers<Slot>();
      const leave = (error: ToolError) => {
        queue.remove(agent, waiter);
        reject(error);
      };
      const waiter: Waiter = { claim, enter: resolve, leave };
      const abort = () => leave(abortError(signal));
      const timer = setTimeout(() => leave(overloaded(tooLong[pace])), waitMs);
      signal.addEventListener('abort', abort, { once: true });
      queue.add(agent, waiter);
      if (queue.size > maxWaiting) queue.dropFromLongest()?.leave(overloaded('Too many queries wait for this target.'));
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
    },
    areTaken: () => used >= count,
    drained() {
      return used === 0 ? Promise.resolve() : new Promise((resolve) => idle.add(resolve));
    },
  };
}

const tooLong: Readonly<Record<Pace, string>> = {
  quick: 'No connection to this target came free in time.',
  slow: 'This query is slow, and as many slow ones as may run at once on this target are running.',
};

function overloaded(reason: string): ToolError {
  return new ToolError('OVERLOADED', `${reason} Try again in a moment, with fewer queries at once.`, { retryAfterMs });
}
