import { openInstanceShipping } from '../node/shipping/instance-shipping.ts';
import { RecentEntries } from '../node/spool/entry-feed.ts';
import type { InstanceLock } from '../node/spool/instance-lock.ts';
import { openLiveInstance, type SpoolParts } from '../node/spool/live-instance.ts';
import { describeSegment } from '../node/spool/recover-instance.ts';
import { listSegments, readSegment } from '../node/spool/segment-files.ts';
import type { SpoolFs } from '../node/spool/spool-fs.ts';
import { parseEntry } from '../node/spool/stored-entry.ts';
import type { SigningKeys } from '../node/spool/open-instance.ts';

/** What became of one instance. */
export interface Shipment {
  /** Up to here every sink has everything. */
  readonly delivered: number;
  readonly left: number;
  /** Places that hold no record, or a changed one. */
  readonly unreadable: number;
  readonly openAttempts: number;
}

/** `SpoolParts` with the keys only where the stream is to be taken over. */
export type ShippingParts = Omit<SpoolParts, 'keys'> & { readonly keys: SigningKeys | undefined };

/**
 * Delivers what the sinks have not acknowledged, until it is done or the deadline comes. Takes the stream over first when
 * there is a key; else it writes nothing but checkpoints. Releases the lock.
 */
export async function shipInstance(
  parts: ShippingParts,
  directory: string,
  lock: InstanceLock,
  deadline: AbortSignal,
): Promise<Shipment> {
  const { keys } = parts;
  if (keys !== undefined) {
    const live = await openLiveInstance({ ...parts, keys }, directory, lock);
    await live.close(deadline);
    const delivered = live.shipping.acknowledgedSeq();
    return { delivered, left: live.writer.lastSeq - delivered, unreadable: 0, openAttempts: 0 };
  }
  const { fs } = parts;
  const segments = listSegments(fs, directory).map((index) => describeSegment(fs, directory, index));
  const { lastSeq, unreadable, openAttempts } = survey(fs, directory);
  const shipping = openInstanceShipping({
    ...parts,
    directory,
    recent: new RecentEntries(),
    segments: () => segments,
    lastSeq: () => lastSeq,
    onProgress: () => {},
  });
  await shipping.close(deadline);
  lock.release();
  const delivered = shipping.acknowledgedSeq();
  return { delivered, left: lastSeq - delivered, unreadable, openAttempts };
}

function survey(fs: SpoolFs, directory: string): { lastSeq: number; unreadable: number; openAttempts: number } {
  const open = new Set<string>();
  let lastSeq = 0;
  let unreadable = 0;
  for (const index of listSegments(fs, directory)) {
    for (const frame of readSegment(fs, directory, index)) {
      const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
      if (entry === undefined) {
        if (frame.kind !== 'torn') unreadable += 1;
        continue;
      }
      lastSeq = Math.max(lastSeq, entry.stream.seq);
      if (entry.phase === 'attempt') open.add(entry.call_id);
      if (entry.phase === 'outcome') open.delete(entry.call_id);
    }
  }
  return { lastSeq, unreadable, openAttempts: open.size };
}
