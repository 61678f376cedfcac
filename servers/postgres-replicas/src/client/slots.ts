import { ToolError } from '@mcp-chassis/tool-kit';
import { abortError } from './abort-error.ts';
import { createExpectedPace, type Pace, type Query } from './expected-pace.ts';
import { createFairQueue, type FairQueue } from './fair-queue.ts';

/** Who asks for a place and for what, and until when it makes sense to wait. */
export interface SlotClaim extends Query {
  readonly signal: AbortSignal;
}

/** How many places there are. */
export interface SlotLimits {
  readonly count: number;
  /** Most places one agent may have at once. */
  readonly perAgent: number;
  /** Most places that may be held for longer than `slowAfterMs`, and as many for agents that are not known yet. */
  readonly slow: number;
  readonly slowAfterMs: number;
  /** Most who wait for each pace, of all agents together. */
  readonly maxWaiting: number;
  /** Longest wait, in ms. */
  readonly waitMs: number;
}

/** One that was given. */
export interface Slot {
  /** Follows the claim's. Aborted with `evicted` when it turns out slow while enough others are. */
  readonly signal: AbortSignal;
  /** Its query runs from now on. Slow is what takes `slowAfterMs`; of an agent that is not known, what takes half of it. */
  start(): void;
  /** It failed. How soon says nothing of the agent's next one, unless it was slow. */
  fail(): void;
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

/** Places for one pace. */
interface Lane {
  readonly count: number;
  readonly waiting: FairQueue<Waiter>;
  used: number;
}

/** How soon to come again, in ms. */
const retryAfterMs = 1_000;

/** Free places for everyone. One agent's queue never keeps another out: when the queue is full, the longest gives way. */
export function createSlots(limits: SlotLimits): Slots {
  const { count, perAgent, slow, slowAfterMs, maxWaiting, waitMs } = limits;
  const held = new Map<string, number>();
  const expected = createExpectedPace(slowAfterMs, Date.now);
  const open = (places: number, had: (agent: string) => number): Lane => ({
    count: places,
    waiting: createFairQueue(had),
    used: 0,
  });
  const lanes: Readonly<Record<Pace, Lane>> = {
    slow: open(slow, (agent) => expected.mean(agent)),
    unknown: open(slow, (agent) => expected.total(agent)),
    quick: open(count, (agent) => expected.total(agent)),
  };
  const idle = new Set<() => void>();
  let used = 0;
  let turn = 0;

  const mayEnter = ({ used: usedHere, count: places }: Lane) => {
    const isFree = used < count && usedHere < places;
    return (agent: string) => isFree && (held.get(agent) ?? 0) < perAgent;
  };

  const enter = (claim: SlotClaim, pace: Pace): Slot => {
    const { agent } = claim;
    const stop = new AbortController();
    const abort = () => stop.abort(claim.signal.reason);
    claim.signal.addEventListener('abort', abort, { once: true });
    let since: number | undefined;
    let hasFailed = false;
    let timer: NodeJS.Timeout | undefined;
    let place = lanes[pace];
    place.used += 1;
    used += 1;
    held.set(agent, (held.get(agent) ?? 0) + 1);
    const turnSlow = () => {
      if (lanes.slow.used >= lanes.slow.count) return stop.abort(evicted);
      place.used -= 1;
      place = lanes.slow;
      place.used += 1;
      letIn('unknown');
    };
    return {
      signal: stop.signal,
      start() {
        since = Date.now();
        if (pace !== 'slow') timer = setTimeout(turnSlow, pace === 'quick' ? slowAfterMs : slowAfterMs / 2);
      },
      fail() {
        hasFailed = true;
      },
      free() {
        clearTimeout(timer);
        claim.signal.removeEventListener('abort', abort);
        if (since !== undefined) {
          const ms = stop.signal.reason === evicted ? slowAfterMs : Date.now() - since;
          if (ms >= slowAfterMs || !hasFailed) expected.note(claim, ms);
        }
        used -= 1;
        place.used -= 1;
        const left = (held.get(agent) ?? 1) - 1;
        if (left === 0) held.delete(agent);
        else held.set(agent, left);
        turn += 1;
        for (const index of paces.keys()) letIn(paces[(turn + index) % paces.length] ?? 'quick');
        if (used === 0) for (const resolve of idle) resolve();
      },
    };
  };

  const letIn = (pace: Pace) => {
    const lane = lanes[pace];
    while (lane.waiting.size > 0) {
      const next = lane.waiting.next(mayEnter(lane));
      if (next === undefined) return;
      next.item.enter(enter(next.item.claim, pace));
    }
  };

  return {
    async take(claim, pace = expected.of(claim)) {
      const { agent, signal } = claim;
      if (signal.aborted) throw abortError(signal);
      if (mayEnter(lanes[pace])(agent)) return enter(claim, pace);
      const { waiting } = lanes[pace];
      const { promise, resolve, reject } = Promise.withResolvers<Slot>();
      const leave = (error: ToolError) => {
        waiting.remove(agent, waiter);
        reject(error);
      };
      const waiter: Waiter = { claim, enter: resolve, leave };
      const abort = () => leave(abortError(signal));
      const timer = setTimeout(() => leave(overloaded(tooLong[pace])), waitMs);
      signal.addEventListener('abort', abort, { once: true });
      waiting.add(agent, waiter);
      if (waiting.size > maxWaiting)
        waiting.dropFromLongest()?.leave(overloaded('Too many queries wait for this target.'));
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

/** Each has its turn to be let in first, so that none starves where another may have every place. */
const paces = ['slow', 'unknown', 'quick'] as const;

const noneCameFree = 'No connection to this target came free in time.';
const tooLong: Readonly<Record<Pace, string>> = {
  quick: noneCameFree,
  unknown: noneCameFree,
  slow: 'This query is slow, and as many slow ones as may run at once on this target are running.',
};

function overloaded(reason: string): ToolError {
  return new ToolError('OVERLOADED', `${reason} Try again in a moment, with fewer queries at once.`, { retryAfterMs });
}
