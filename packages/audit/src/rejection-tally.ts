import type { Rejection, Scrubber } from '@mcp-chassis/tool-kit';
import { describeServer } from './describe-server.ts';
import type { EntryDraft, RejectionRecord } from './record.ts';
import { recordText } from './recorded-text.ts';

/** Addresses counted each; the others share one count per reason and status. */
const mostTallies = 1_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const defaultQuotaBytes = 4 * 1_024 * 1_024;
/** What the place in the stream and the frame on disk add to a record. */
const overheadBytes = 400;
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
  /**
   * Bytes a day for the counts of single addresses, saved up for one day at most. Beyond them only the sum per reason and
   * status is written. Default 4 MiB.
   */
  readonly quotaBytes?: number;
  /** What it refuses is counted on and handed over again a minute later. */
  readonly write: (records: readonly EntryDraft<RejectionRecord>[]) => Promise<void>;
}

interface Tally {
  readonly first: Rejection;
  readonly others: boolean;
  lastAt: number;
  count: number;
}

/** Starts its timer with the first refusal; it keeps no process alive. */
export function createRejectionTally(options: RejectionTallyOptions): RejectionTally {
  const { scrubber, now, write, quotaBytes = defaultQuotaBytes } = options;
  const quota = { left: quotaBytes, at: now() };
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
      await write(withinQuota(taken));
    } catch {
      for (const { first, lastAt, count: times, others } of taken.values()) count(first, lastAt, times, others);
      open();
    }
  }

  /**
   * The counts of single addresses, the highest first, as long as there is room for them; the others as sums, for which
   * there always is. A minute gets a quarter of what is left, so that a long flood still shows who is behind it.
   */
  function withinQuota(taken: ReadonlyMap<string, Tally>): readonly EntryDraft<RejectionRecord>[] {
    quota.left = Math.min(quotaBytes, quota.left + ((now() - quota.at) / dayMs) * quotaBytes);
    quota.at = now();
    let room = quota.left / 4;
    const records: EntryDraft<RejectionRecord>[] = [];
    const sums = new Map<string, Tally>();
    for (const tally of [...taken.values()].toSorted((a, b) => b.count - a.count)) {
      const record = describe(tally);
      const bytes = JSON.stringify(record).length + overheadBytes;
      if (!tally.others && bytes <= room) {
        room -= bytes;
        quota.left -= bytes;
        records.push(record);
      } else {
        addTo(sums, tally);
      }
    }
    return [...records, ...[...sums.values()].map(describe)];
  }

  function describe({ first, others, lastAt, count: times }: Tally): EntryDraft<RejectionRecord> {
    const { server, reason, status, address, userAgent } = first;
    return {
      ...(address !== undefined && !others && { address }),
      at: new Date(now()).toISOString(),
      count: times,
      environment: server.environment,
      first_at: new Date(first.at).toISOString(),
      last_at: new Date(lastAt).toISOString(),
      others,
      phase: 'rejection',
      reason,
      server: describeServer(server),
      status,
      ...(userAgent !== undefined && { user_agent: recordText(userAgent, longestUserAgent, scrubber.start()) }),
      v: 1,
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

function addTo(sums: Map<string, Tally>, tally: Tally): void {
  const key = `${tally.first.reason} ${tally.first.status}`;
  const sum = sums.get(key);
  if (sum === undefined) {
    sums.set(key, { ...tally, others: true });
    return;
  }
  sum.count += tally.count;
  sum.lastAt = Math.max(sum.lastAt, tally.lastAt);
}
