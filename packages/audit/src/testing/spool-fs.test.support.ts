import { nodeSpoolFs, type AppendFile, type SpoolFs } from '../node/spool/spool-fs.ts';

/** The disk, with every `fsync` counted. */
export function countingFs(): SpoolFs & { readonly counts: { files: number; directories: number } } {
  const counts = { files: 0, directories: 0 };
  return {
    ...nodeSpoolFs,
    counts,
    openAppend(path, mode) {
      const file = nodeSpoolFs.openAppend(path, mode);
      return {
        ...file,
        sync() {
          counts.files += 1;
          return file.sync();
        },
      };
    },
    syncDirectory(path) {
      counts.directories += 1;
      return nodeSpoolFs.syncDirectory(path);
    },
  };
}

/** A machine that stops: after so many operations that change the disk, the last of them half done, nothing works any more. */
export function dyingFs(operations: number): SpoolFs & { readonly isDead: () => boolean } {
  let left = operations;
  const dead = () => new Error('the machine is dead');
  /** True when this is the operation it dies in. */
  const step = () => {
    if (left <= 0) throw dead();
    left -= 1;
    return left === 0;
  };
  const all = <T>(operation: () => T): T => {
    if (step()) throw dead();
    return operation();
  };
  return {
    ...nodeSpoolFs,
    isDead: () => left <= 0,
    makeDirectory: (path) => all(() => nodeSpoolFs.makeDirectory(path)),
    replaceText: (path, text) => all(() => nodeSpoolFs.replaceText(path, text)),
    remove: (path) => all(() => nodeSpoolFs.remove(path)),
    syncDirectory: async (path) => all(() => nodeSpoolFs.syncDirectory(path)),
    openAppend: (path, mode) =>
      dyingFile(
        all(() => nodeSpoolFs.openAppend(path, mode)),
        step,
        all,
      ),
  };
}

function dyingFile(file: AppendFile, step: () => boolean, all: <T>(operation: () => T) => T): AppendFile {
  return {
    ...file,
    write(data) {
      if (!step()) return file.write(data);
      file.write(data.subarray(0, Math.floor(data.length / 2)));
      throw new Error('the machine is dead');
    },
    sync: async () => all(() => file.sync()),
    truncate: (bytes) => all(() => file.truncate(bytes)),
  };
}
