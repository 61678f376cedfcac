import { fstatSync, readSync, statSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file that only grows, opened for one batch after another. All but `sync` block: handing a kilobyte to the page cache
 * takes 10 us, by way of the thread pool 200 us.
 */
export interface AppendFile {
  /**
   * Bytes of `data` that were appended, and what stopped the rest. Ends a line that another process left torn: its
   * half must not swallow the first of these.
   */
  append(data: Uint8Array): { readonly written: number; readonly error?: unknown };
  /** Asks the disk to keep what was appended through a loss of power. */
  sync(): Promise<void>;
  /** `replaced` after a rotation: what was appended is safe under another name. `deleted`: it is gone. */
  whereabouts(): 'in place' | 'replaced' | 'deleted';
  close(): Promise<void>;
}

const lineFeed = 0x0a;
const mostLooks = 10;

/**
 * Opens a file of lines for appending, mode 0600 when it is new. A last line without an end, left by a crash or a full
 * disk, is ended, so that the next record starts on its own line; `onTorn` is told its length in bytes.
 *
 * @throws Error when the path cannot be opened or is no regular file.
 */
export async function openAppendFile(path: string, onTorn: (bytes: number) => void): Promise<AppendFile> {
  const handle = await open(path, 'a+', 0o600);
  try {
    const { fd } = handle;
    const { size, ino, dev } = regularFile(fd, path);
    if (size === 0) await syncDirectory(dirname(path));
    // Where the file ends while no other process appends to it.
    let end = 0;
    const endTornLine = () => {
      const seen = sizeAtRest(fd, end);
      const torn = seen === end ? 0 : tornBytes(fd, seen);
      end = seen;
      if (torn === 0) return;
      writeSync(fd, '\n');
      end += 1;
      onTorn(torn);
    };
    endTornLine();
    return {
      append(data) {
        try {
          endTornLine();
        } catch (error) {
          return { written: 0, error };
        }
        const result = append(fd, data);
        end += result.written;
        return result;
      },
      sync: () => handle.datasync(),
      whereabouts() {
        const named = statSync(path, { throwIfNoEntry: false });
        if (named?.ino === ino && named.dev === dev) return 'in place';
        return fstatSync(fd).nlink > 0 ? 'replaced' : 'deleted';
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function regularFile(fd: number, path: string) {
  const stats = fstatSync(fd);
  if (!stats.isFile()) throw new Error(`${path} is not a regular file`);
  return stats;
}

/** A new file survives a loss of power only when its directory does. Windows has no such call. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Size of the file, asked until two answers agree when others append: a line being written is not a torn one. */
function sizeAtRest(fd: number, expected: number): number {
  let seen = expected;
  for (let look = 0; look < mostLooks; look += 1) {
    const { size } = fstatSync(fd);
    if (size === seen) break;
    seen = size;
  }
  return seen;
}

/** Bytes after the last line feed. */
function tornBytes(fd: number, size: number): number {
  const chunk = new Uint8Array(65_536);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - chunk.length);
    const bytesRead = readSync(fd, chunk, 0, end - start, start);
    const last = chunk.subarray(0, bytesRead).lastIndexOf(lineFeed);
    if (last !== -1) return size - (start + last + 1);
    end = start;
  }
  return size;
}

function append(fd: number, data: Uint8Array): { written: number; error?: unknown } {
  let written = 0;
  try {
    while (written < data.length) written += writeSync(fd, data, written);
    return { written };
  } catch (error) {
    return { written, error };
  }
}
