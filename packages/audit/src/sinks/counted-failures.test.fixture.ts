import type { AuditSink } from '../audit-sink.ts';

/** Watches a sink fail, so that a test can wait for it without a clock. */
export interface CountedFailures {
  readonly sink: AuditSink;
  /** Resolves when so many more deliveries have failed. */
  readonly more: (times: number) => Promise<void>;
}

export function countFailures(sink: AuditSink): CountedFailures {
  let failures = 0;
  let waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  return {
    sink: {
      name: sink.name,
      async deliver(batch, signal) {
        try {
          await sink.deliver(batch, signal);
        } catch (error) {
          failures += 1;
          for (const { until, resolve } of waiting) if (failures >= until) resolve();
          waiting = waiting.filter(({ until }) => failures < until);
          throw error;
        }
      },
      close: () => sink.close(),
    },
    more: (times) => new Promise((resolve) => waiting.push({ until: failures + times, resolve })),
  };
}
