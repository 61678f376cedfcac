import {
  closeSync,
  fdatasync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A file that only grows. All but `sync` block: handing a kilobyte to the page cache takes 10 us, a thread 200 us. */
export interface AppendFile {
  /** Bytes of `data` that were appended, which may be fewer than all. */
  write(data: Uint8Array): number;
  /** Asks the disk to keep what was appended through a loss of power. */
  sync(): Promise<void>;
  truncate(bytes: number): void;
  /** `linked` is false for a file that was deleted. */
  status(): { readonly size: number; readonly linked: boolean };
  close(): void;
}

/** A file that is read piece by piece. */
export interface ReadFile {
  /** Bytes put into `target` from `position` of the file on; 0 at its end. */
  read(target: Uint8Array, position: number): number;
  size(): number;
  close(): void;
}

/** All of the file system that a spool touches; an argument, so that a test can count, fail and stop every operation. */
export interface SpoolFs {
  makeDirectory(path: string): void;
  /** Names in a directory; none when it does not exist or is none. */
  list(path: string): readonly string[];
  /** `new` fails when the file exists. Mode 0600. */
  openAppend(path: string, mode: 'new' | 'existing'): AppendFile;
  openRead(path: string): ReadFile;
  /** Undefined when it does not exist. */
  readText(path: string): string | undefined;
  /** All or nothing, by `rename`. */
  replaceText(path: string, text: string): void;
  remove(path: string): void;
  /** A new name survives a loss of power only when its directory does. */
  syncDirectory(path: string): Promise<void>;
}

const datasync = promisify(fdatasync);

/** The disk. */
export const nodeSpoolFs: SpoolFs = {
  makeDirectory: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  list(path) {
    try {
      return readdirSync(path);
    } catch (error) {
      if (isMissing(error) || hasCode(error, 'ENOTDIR')) return [];
      throw error;
    }
  },
  openAppend(path, mode) {
    const fd = openSync(path, mode === 'new' ? 'ax' : 'a', 0o600);
    return {
      write: (data) => writeSync(fd, data),
      sync: () => datasync(fd),
      truncate: (bytes) => ftruncateSync(fd, bytes),
      status() {
        const { size, nlink } = fstatSync(fd);
        return { size, linked: nlink > 0 };
      },
      close: () => closeSync(fd),
    };
  },
  openRead(path) {
    const fd = openSync(path, 'r');
    return {
      read: (target, position) => readSync(fd, target, 0, target.length, position),
      size: () => fstatSync(fd).size,
      close: () => closeSync(fd),
    };
  },
  readText(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  replaceText(path, text) {
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  },
  remove: (path) => rmSync(path, { force: true }),
  async syncDirectory(path) {
    // Windows has no such call.
    if (process.platform === 'win32') return;
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  },
};

const isMissing = (error: unknown) => hasCode(error, 'ENOENT');

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
