import { join } from 'node:path';
import type { KeptEntry } from '../../kept-entry.ts';
import type { AppendFile, SpoolFs } from '../spool/spool-fs.ts';

/** Most bytes of entries set aside for one sink of one instance. */
const mostBytes = 16 * 1_024 * 1_024;

/**
 * Keeps an entry that a sink refuses, durably, as a line of JSON in `aside-<sink>.ndjson` of the instance.
 *
 * @throws Error when there is no room: the entry then stays in the stream, and the sink behind it.
 */
export async function setAside(fs: SpoolFs, directory: string, sink: string, { json }: KeptEntry): Promise<void> {
  const path = join(directory, `aside-${sink}.ndjson`);
  const isNew = fs.readText(path) === undefined;
  const file = fs.openAppend(path, isNew ? 'new' : 'existing');
  try {
    const { size } = file.status();
    if (size > mostBytes) throw new Error(`more than ${mostBytes} bytes of entries are set aside`);
    await append(file, size, Buffer.from(`${json}\n`));
    if (isNew) await fs.syncDirectory(directory);
  } finally {
    file.close();
  }
}

async function append(file: AppendFile, size: number, line: Buffer): Promise<void> {
  try {
    for (let written = 0; written < line.length;) written += file.write(line.subarray(written));
    await file.sync();
  } catch (error) {
    file.truncate(size);
    throw error;
  }
}
