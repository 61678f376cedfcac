import type { AuditSink } from '../../audit-sink.ts';
import { openInstanceShipping, type InstanceShipping } from '../shipping/instance-shipping.ts';
import type { SpoolEvent } from '../spool-event.ts';
import { RecentEntries } from './entry-feed.ts';
import type { InstanceLock } from './instance-lock.ts';
import type { InstanceWriter } from './instance-writer.ts';
import { openInstance, type SigningKeys } from './open-instance.ts';
import type { SpoolFs } from './spool-fs.ts';
import type { SpoolLimits } from './spool-limits.ts';

/** What every instance of a spool is opened with. */
export interface SpoolParts {
  readonly fs: SpoolFs;
  readonly boot: string;
  readonly keys: SigningKeys;
  readonly limits: SpoolLimits;
  readonly sinks: readonly AuditSink[];
  readonly now: () => number;
  readonly random: () => number;
  readonly onEvent: (event: SpoolEvent) => void;
}

/** An instance that this process has taken: written to, signed, shipped and cleared. */
export interface LiveInstance {
  readonly writer: InstanceWriter;
  readonly shipping: InstanceShipping;
  /** Signs what is unsigned. Never throws. */
  sign(): void;
  /** Signs, delivers until the deadline, lets the directory go. */
  close(deadline: AbortSignal): Promise<void>;
}

/**
 * Takes over the instance of a directory that is locked for this process.
 *
 * @throws DamagedInstanceError, ForeignKeyError, or what the disk says. The lock is then the caller's to release.
 */
export async function openLiveInstance(
  parts: SpoolParts,
  directory: string,
  lock: InstanceLock,
): Promise<LiveInstance> {
  const { now, onEvent } = parts;
  const recent = new RecentEntries();
  let shipping: InstanceShipping | undefined;
  let pruning: Promise<void> | undefined;
  const { writer, recovered } = await openInstance({
    ...parts,
    directory,
    onKept(entries, urgentSeq) {
      recent.add(entries);
      shipping?.notify(entries.length, urgentSeq);
    },
  });
  if (recovered.cutBytes > 0 || recovered.openAttempts.size > 0) {
    const unknown = recovered.openAttempts.size;
    onEvent({ kind: 'recovered', instance: writer.instance, cutBytes: recovered.cutBytes, unknown });
  }

  function clear(): void {
    if (shipping === undefined) return;
    const acknowledgedSeq = shipping.acknowledgedSeq();
    recent.forget(acknowledgedSeq);
    if (writer.bytes <= parts.limits.keepBytes) return;
    pruning ??= writer
      .prune(acknowledgedSeq)
      .catch((error: unknown) => onEvent({ kind: 'upkeep-failed', error }))
      .finally(() => (pruning = undefined));
  }

  shipping = openInstanceShipping({
    ...parts,
    directory,
    recent,
    segments: () => writer.segments,
    lastSeq: () => writer.lastSeq,
    now,
    onProgress: clear,
  });
  shipping.start();

  return {
    writer,
    shipping,
    sign() {
      try {
        writer.sign('interval');
      } catch (error) {
        onEvent({ kind: 'upkeep-failed', error });
      }
    },
    async close(deadline) {
      await pruning;
      try {
        await writer.close();
      } finally {
        await shipping.close(deadline);
        lock.release();
      }
    },
  };
}
