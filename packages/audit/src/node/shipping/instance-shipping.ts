import type { AuditSink } from '../../audit-sink.ts';
import type { KeptEntry } from '../../kept-entry.ts';
import { EntryFeed, type RecentEntries } from '../spool/entry-feed.ts';
import type { SegmentFile } from '../spool/recover-instance.ts';
import type { SpoolFs } from '../spool/spool-fs.ts';
import type { SpoolEvent } from '../spool-event.ts';
import { Checkpoint } from './checkpoint.ts';
import { setAside } from './set-aside.ts';
import { Shipper } from './shipper.ts';

/** What an instance's entries are shipped with. */
export interface InstanceShippingOptions {
  readonly fs: SpoolFs;
  readonly directory: string;
  readonly sinks: readonly AuditSink[];
  readonly recent: RecentEntries;
  readonly segments: () => readonly SegmentFile[];
  readonly lastSeq: () => number;
  readonly now: () => number;
  readonly random: () => number;
  readonly onEvent: (event: SpoolEvent) => void;
  readonly onProgress: () => void;
}

/** Brings the entries of one instance to every sink, each at its own pace. */
export interface InstanceShipping {
  readonly shippers: readonly Shipper[];
  /** What every sink has. */
  acknowledgedSeq(): number;
  /** New entries were kept. @param urgentSeq `seq` of the last one that sinks must have within 50 ms. */
  notify(count: number, urgentSeq: number | undefined): void;
  start(): void;
  close(deadline: AbortSignal): Promise<void>;
}

/** Reads the checkpoints; nothing is delivered before `start` or `notify`. */
export function openInstanceShipping(options: InstanceShippingOptions): InstanceShipping {
  const { fs, directory, sinks, lastSeq } = options;
  const shippers = sinks.map((sink) => {
    const feed = new EntryFeed(options);
    const checkpoint = new Checkpoint(fs, directory, sink.name);
    checkpoint.load(lastSeq(), (seq) => feed.after(seq - 1, 1, 1)[0]);
    feed.close();
    const aside = (entry: KeptEntry) => setAside(fs, directory, sink.name, entry);
    return new Shipper({ ...options, sink, feed, checkpoint, setAside: aside });
  });
  return {
    shippers,
    acknowledgedSeq: () => Math.min(...shippers.map((shipper) => shipper.acknowledgedSeq)),
    notify(count, urgentSeq) {
      for (const shipper of shippers) shipper.notify(count, urgentSeq);
    },
    start() {
      for (const shipper of shippers) shipper.start();
    },
    async close(deadline) {
      await Promise.all(shippers.map((shipper) => shipper.close(deadline)));
    },
  };
}
