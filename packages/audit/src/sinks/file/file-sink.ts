import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditSink } from '../../audit-sink.ts';
import { entryKey } from '../../entry-key.ts';
import type { KeptEntry } from '../../kept-entry.ts';
import { createRecentKeys, type RecentKeys } from '../recent-keys.ts';
import { openAppendFile, type AppendFile } from './append-file.ts';
import { readTail } from './read-tail.ts';

/** Where the records go. */
export interface FileSinkOptions {
  /** Created with mode 0600, its directory with 0700. Processes on one machine may share it: lines stay whole. */
  readonly path: string;
  /** Default `file`. */
  readonly name?: string;
  /** Told that the last line was torn by a crash or a full disk, of any process, and has been ended; its length. */
  readonly onTornLine?: (bytes: number) => void;
}

interface OpenedFile {
  readonly file: AppendFile;
  readonly kept: RecentKeys;
}

/**
 * Appends one line of JSON per entry and asks the disk to keep them. An entry that comes again is found among the last
 * 4 MiB of the file and not repeated. After an error the next delivery opens the path again; a rotated file is let go
 * and a new one begun. The directory is made only here: one that vanishes later is an error.
 *
 * @throws Error when the file cannot be opened.
 */
export async function openFileSink(options: FileSinkOptions): Promise<AuditSink> {
  const { path, name = 'file', onTornLine = () => {} } = options;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let opened: OpenedFile | undefined = await openFile();
  let last: Promise<void> = Promise.resolve();

  async function openFile(): Promise<OpenedFile> {
    const file = await openAppendFile(path, onTornLine);
    const kept = createRecentKeys();
    for (const entry of await readTail(path)) kept.add(entryKey(entry));
    return { file, kept };
  }

  async function append(batch: readonly KeptEntry[]): Promise<void> {
    opened ??= await openFile();
    const { file, kept } = opened;
    const missing = batch.filter(({ key }) => !kept.has(key));
    const { error } = file.append(Buffer.from(missing.map(({ json }) => `${json}\n`).join('')));
    if (error !== undefined) throw error;
    await file.sync();
    const whereabouts = file.whereabouts();
    if (whereabouts === 'deleted') throw new Error('the audit file was deleted while it was written to');
    for (const { key } of missing) kept.add(key);
    if (whereabouts === 'replaced') opened = { ...(await reopen(file)), kept };
  }

  async function reopen(old: AppendFile): Promise<OpenedFile> {
    opened = undefined;
    await old.close();
    return openFile();
  }

  async function letGo(): Promise<void> {
    const old = opened;
    opened = undefined;
    await old?.file.close().catch(() => {});
  }

  return {
    name,
    deliver(batch) {
      const appended = last.then(() => append(batch));
      last = appended.catch(letGo);
      return appended;
    },
    async close() {
      await last;
      await opened?.file.close();
    },
  };
}
