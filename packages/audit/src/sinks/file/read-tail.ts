import { open } from 'node:fs/promises';
import type { AuditEntry } from '../../record.ts';

/** Four times the largest batch: what a restart may see again, and what other processes wrote meanwhile. */
const tailBytes = 4 * 1_048_576;

/** The entries at the end of a file of lines, oldest first. A line that is no JSON is passed over. */
export async function readTail(path: string): Promise<AuditEntry[]> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const start = Math.max(0, size - tailBytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
  return lines.slice(start === 0 ? 0 : 1).flatMap(parseLine);
}

function parseLine(line: string): AuditEntry[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'stream' in value ? [value as AuditEntry] : [];
  } catch {
    return [];
  }
}
