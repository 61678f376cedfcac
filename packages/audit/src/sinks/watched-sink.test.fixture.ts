import type { AuditSink } from '../audit-sink.ts';

/** Watches a sink fail and recover, so that a test can wait for it without a clock. */
export interface WatchedSink {
  readonly sink: AuditSink;
  /** Resolves when so many more deliveries have failed. */
  readonly moreFailures: (times: number) => Promise<void>;
  /** Resolves with the next delivery that succeeds. */
  readonly nextSuccess: () => Promise<void>;
}

export function watchSink(sink: AuditSink): WatchedSink {
  let failures = 0;
  let successes: (() => void)[] = [];
  let waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  return {
    sink: {
      name: sink.name,
      async deliver(batch, signal) {
        try {
          await sink.deliver(batch, signal);
          for (const resolve of successes) resolve();
          successes = [];
        } catch (error) {
          failures += 1;
          for (const { until, resolve } of waiting) if (failures >= until) resolve();
          waiting = waiting.filter(({ until }) => failures < until);
          throw error;
        }
      },
      close: () => sink.close(),
    },
    moreFailures: (times) => new Promise((resolve) => waiting.push({ until: failures + times, resolve })),
    nextSuccess: () => new Promise((resolve) => successes.push(resolve)),
  };
}
