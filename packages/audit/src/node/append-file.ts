import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that only grows, opened for one batch after another. */
export interface AppendFile {
  /**
   * Bytes of `data` that were appended, and what stopped the rest. Ends a line that another process left torn: its
   * half must not swallow the first of these.
   */
  append(data: Uint8Array): Promise<{ readonly written: number; readonly error?: unknown }>;
  /** Asks the disk to keep what was appended through a loss of power. */
  sync(): Promise<void>;
  /** `replaced` after a rotation: what was appended is safe under another name. `deleted`: it is gone. */
  whereabouts(): Promise<'in place' | 'replaced' | 'deleted'>;
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
    const { size, ino, dev } = await regularFile(handle, path);
    if (size === 0) await syncDirectory(dirname(path));
    // Where the file ends while no other process appends to it.
    let end = 0;
    const endTornLine = async () => {
      const seen = await sizeAtRest(handle, end);
      const torn = seen === end ? 0 : await tornBytes(handle, seen);
      end = seen;
      if (torn === 0) return;
      await handle.write('\n');
      end += 1;
      onTorn(torn);
    };
    await endTornLine();
    return {
      async append(data) {
        try {
          await endTornLine();
        } catch (error) {
          return { written: 0, error };
        }
        const result = await append(handle, data);
        end += result.written;
        return result;
      },
      sync: () => handle.datasync(),
      async whereabouts() {
        const named = await stat(path).catch(() => undefined);
        if (named?.ino === ino && named.dev === dev) return 'in place';
        return (await handle.stat()).nlink > 0 ? 'replaced' : 'deleted';
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function regularFile(handle: FileHandle, path: string) {
  const stats = await handle.stat();
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
async function sizeAtRest(handle: FileHandle, expected: number): Promise<number> {
  let seen = expected;
  for (let look = 0; look < mostLooks; look += 1) {
    const { size } = await handle.stat();
    if (size === seen) break;
    seen = size;
  }
  return seen;
}

/** Bytes after the last line feed. */
async function tornBytes(handle: FileHandle, size: number): Promise<number> {
  const chunk = new Uint8Array(65_536);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - chunk.length);
    const { bytesRead } = await handle.read(chunk, 0, end - start, start);
    const last = chunk.subarray(0, bytesRead).lastIndexOf(lineFeed);
    if (last !== -1) return size - (start + last + 1);
    end = start;
  }
  return size;
}

async function append(handle: FileHandle, data: Uint8Array): Promise<{ written: number; error?: unknown }> {
  let written = 0;
  try {
    while (written < data.length) written += (await handle.write(data, written)).bytesWritten;
    return { written };
  } catch (error) {
    return { written, error };
  }
}
