import type { AuditSink, WriteOptions } from './audit-sink.ts';
import type { AuditEntry, OutageRecord } from './record.ts';

/** Something a sink could not do. */
export interface AuditProblem {
  /** The sink's name. */
  readonly sink: string;
  /** What it threw. For the server's own log only: it may name paths. */
  readonly error: unknown;
}

/** A sink and whether it works, for `/ready` and for the gap that an outage leaves in the log. */
export interface WatchedSink {
  readonly name: string;
  readonly required: boolean;
  write(entries: readonly AuditEntry[], options: WriteOptions): Promise<void>;
  /** True since the last write failed. Asking tries the sink again in the background: an idle server recovers too. */
  isDown(): boolean;
  close(): Promise<void>;
}

interface Outage {
  readonly since: number;
  failedWrites: number;
}

/** Tells `report` once per outage, and leaves an outage record in the sink when it works again. */
export function watchSink(sink: AuditSink, now: () => number, report: (problem: AuditProblem) => void): WatchedSink {
  let outage: Outage | undefined;
  let background: Promise<void> | undefined;

  function describe({ since, failedWrites }: Outage): OutageRecord {
    const iso = (time: number) => new Date(time).toISOString();
    return { v: 1, phase: 'outage', at: iso(now()), since: iso(since), sink: sink.name, failed_writes: failedWrites };
  }

  /** The write is the outage's own record: it says why there is a gap. */
  async function tryAgain(failed: Outage): Promise<void> {
    try {
      await sink.write([describe(failed)], { durable: true });
      if (outage === failed) outage = undefined;
    } catch {
      outage ??= failed;
    }
    background = undefined;
  }

  return {
    name: sink.name,
    required: sink.required,
    async write(entries, options) {
      try {
        await sink.write(entries, options);
      } catch (error) {
        if (outage === undefined) report({ sink: sink.name, error });
        outage ??= { since: now(), failedWrites: 0 };
        outage.failedWrites += 1;
        throw error;
      }
      const ended = outage;
      if (ended === undefined) return;
      outage = undefined;
      background ??= tryAgain(ended);
    },
    isDown() {
      if (outage === undefined) return false;
      background ??= tryAgain(outage);
      return true;
    },
    async close() {
      await background;
      try {
        await sink.close();
      } catch (error) {
        report({ sink: sink.name, error });
      }
    },
  };
}
