import type { Rejection, Scrubber } from '@mcp-chassis/tool-kit';
import type { RejectionRecord } from './record.ts';
import { recordText } from './recorded-text.ts';

/** Addresses counted each; the others share one count per reason and status. */
const mostTallies = 1_000;
const minuteMs = 60_000;
const longestUserAgent = 256;

/** Counts refusals per reason, status and address, and hands the sums on once a minute. */
export interface RejectionTally {
  /** Never throws. */
  add(rejection: Rejection): void;
  /** Hands on what was counted, a last time. Never rejects. */
  close(): Promise<void>;
}

/** What a tally needs. */
export interface RejectionTallyOptions {
  readonly scrubber: Scrubber;
  readonly now: () => number;
  /** What it refuses is counted on and handed over again a minute later. */
  readonly write: (records: readonly RejectionRecord[]) => Promise<void>;
}

interface Tally {
  readonly first: Rejection;
  readonly others: boolean;
  lastAt: number;
  count: number;
}

/** Starts its timer with the first refusal; it keeps no process alive. */
export function createRejectionTally({ scrubber, now, write }: RejectionTallyOptions): RejectionTally {
  let tallies = new Map<string, Tally>();
  let openedAt = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function count(rejection: Rejection, lastAt: number, times: number, others: boolean): void {
    const place = others ? 'others' : `address ${rejection.address ?? ''}`;
    const key = `${rejection.reason} ${rejection.status} ${place}`;
    const known = tallies.get(key);
    if (known !== undefined) {
      known.count += times;
      known.lastAt = Math.max(known.lastAt, lastAt);
    } else if (others || tallies.size < mostTallies) {
      tallies.set(key, { first: rejection, others, lastAt, count: times });
    } else {
      count(rejection, lastAt, times, true);
    }
  }

  function open(): void {
    if (closed || timer !== undefined) return;
    openedAt = now();
    timer = setTimeout(() => void flush(), minuteMs);
    // On Workers a timer is a number.
    if (typeof timer === 'object') timer.unref();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const taken = tallies;
    if (taken.size === 0) return;
    tallies = new Map();
    try {
      await write([...taken.values()].map(describe));
    } catch {
      for (const { first, lastAt, count: times, others } of taken.values()) count(first, lastAt, times, others);
      open();
    }
  }

  function describe({ first, others, lastAt, count: times }: Tally): RejectionRecord {
    const { server, reason, status, address, userAgent } = first;
    return {
      v: 1,
      phase: 'rejection',
      at: new Date(now()).toISOString(),
      first_at: new Date(first.at).toISOString(),
      last_at: new Date(lastAt).toISOString(),
      environment: server.environment,
      server: { name: server.name, version: server.version, owner: server.owner },
      reason,
      status,
      ...(address !== undefined && !others && { address }),
      ...(userAgent !== undefined && { user_agent: recordText(userAgent, longestUserAgent, scrubber.start()) }),
      others,
      count: times,
    };
  }

  return {
    add(rejection) {
      // Where timers end with their request, the next refusal closes the minute.
      if (timer !== undefined && now() - openedAt >= minuteMs) void flush();
      open();
      count(rejection, rejection.at, 1, false);
    },
    close() {
      closed = true;
      return flush();
    },
  };
}
