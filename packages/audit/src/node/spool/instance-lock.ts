import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import locks from 'fs-native-extensions';

/** The right to write to one instance directory. */
export interface InstanceLock {
  release(): void;
}

/**
 * Takes the directory for this process, or says that another one has it. The kernel holds the lock for the open file: it
 * ends with the process, however that ends, and no stale one is left to be guessed at.
 *
 * @throws Error when the directory cannot be written to.
 */
export function lockInstance(directory: string): InstanceLock | undefined {
  const path = join(directory, 'lock');
  const fd = openSync(path, 'a+', 0o600);
  if (locks.tryLock(fd) && isSameFile(fd, path)) return { release: () => closeSync(fd) };
  closeSync(fd);
  return undefined;
}

/** A lock of a file that was deleted in between is none. */
function isSameFile(fd: number, path: string): boolean {
  const named = statSync(path, { throwIfNoEntry: false });
  return named?.ino === fstatSync(fd).ino;
}
