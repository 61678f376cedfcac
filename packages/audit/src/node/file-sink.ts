import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditSink } from '../audit-sink.ts';
import { openAppendFile, type AppendFile } from './append-file.ts';

/** Where the records go. */
export interface FileSinkOptions {
  /** Created with mode 0600, its directory with 0700. Processes on one machine may share it: lines stay whole. */
  readonly path: string;
  /** Default `true`. */
  readonly required?: boolean;
  /** Told that the last line was torn by a crash or a full disk, of any process, and has been ended; its length. */
  readonly onTornLine?: (bytes: number) => void;
}

interface Waiting {
  readonly lines: Uint8Array;
  readonly durable: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends one line of JSON per record. Writes that arrive while the disk is asked to keep others share the next `write`
 * and, when one of them is durable, its `fdatasync`. After an error the next write opens the path again, so service resumes by itself; a
 * rotated file is let go and a new one begun. The directory is made only here: one that vanishes later is an error.
 *
 * @throws Error when the file cannot be opened.
 */
export async function openFileSink(options: FileSinkOptions): Promise<AuditSink> {
  const { path, required = true, onTornLine = () => {} } = options;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let file: AppendFile | undefined = await openAppendFile(path, onTornLine);
  let queue: Waiting[] = [];
  let draining: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await commit(batch);
    }
    draining = undefined;
  }

  /** Settles every waiter of the batch. Each is kept exactly when its own lines are whole in the file. */
  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      file ??= await openAppendFile(path, onTornLine);
      const { written, error } = file.append(Buffer.concat(batch.map(({ lines }) => lines)));
      if (batch.some(({ durable }) => durable)) await file.sync();
      const whereabouts = file.whereabouts();
      if (whereabouts === 'deleted') throw new Error(`${path} was deleted while it was written to`);
      if (error !== undefined || whereabouts === 'replaced') await letGo();
      let end = 0;
      for (const { lines, resolve, reject } of batch) {
        end += lines.length;
        if (end <= written) resolve();
        else reject(error);
      }
    } catch (error) {
      await letGo();
      for (const { reject } of batch) reject(error);
    }
  }

  async function letGo(): Promise<void> {
    const old = file;
    file = undefined;
    await old?.close().catch(() => {});
  }

  async function close(): Promise<void> {
    await draining;
    await file?.close();
  }

  return {
    name: 'file',
    required,
    async write(entries, { durable }) {
      if (closing !== undefined) throw new Error('the file sink is closed');
      const lines = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      await new Promise<void>((resolve, reject) => {
        queue.push({ lines, durable, resolve, reject });
        draining ??= drain();
      });
    },
    close: () => (closing ??= close()),
  };
}
