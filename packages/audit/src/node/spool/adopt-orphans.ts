import { join } from 'node:path';
import { lockInstance, type InstanceLock } from './instance-lock.ts';
import { openLiveInstance, type LiveInstance, type SpoolParts } from './live-instance.ts';
import { ForeignKeyError } from './open-instance.ts';
import { DamagedInstanceError } from './recover-instance.ts';
import { listSegments } from './segment-files.ts';

const instanceName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** A directory of the spool that no process writes to. */
export interface Orphan {
  readonly name: string;
  readonly directory: string;
  readonly lock: InstanceLock;
}

/** The directories whose processes are gone, each locked for this one. Release what you do not take. */
export function* lockOrphans(
  { fs }: Pick<SpoolParts, 'fs'>,
  root: string,
  isKnown: (name: string) => boolean = () => false,
): Generator<Orphan> {
  for (const name of fs.list(root)) {
    const directory = join(root, name);
    if (!instanceName.test(name) || isKnown(name)) continue;
    if (listSegments(fs, directory).length === 0) continue;
    const lock = lockInstance(directory);
    if (lock !== undefined) yield { name, directory, lock };
  }
}

/** Takes an orphan over; undefined, and told, when it must be left as it is. */
export async function takeOrphan(parts: SpoolParts, orphan: Orphan): Promise<LiveInstance | undefined> {
  try {
    return await openLiveInstance(parts, orphan.directory, orphan.lock);
  } catch (error) {
    orphan.lock.release();
    if (!(error instanceof DamagedInstanceError || error instanceof ForeignKeyError)) throw error;
    parts.onEvent({ kind: 'left-alone', instance: orphan.name, error });
    return undefined;
  }
}
