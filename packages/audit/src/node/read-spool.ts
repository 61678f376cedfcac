import { join } from 'node:path';
import type { AuditEntry } from '../record.ts';
import { listSegments, readSegment } from './spool/segment-files.ts';
import { nodeSpoolFs, type SpoolFs } from './spool/spool-fs.ts';
import { parseEntry } from './spool/stored-entry.ts';

/**
 * The entries on disk of every instance of a spool, each stream in order, while others write it. Checks nothing but that
 * each entry is whole; `mcp-audit verify` checks the rest.
 */
export function* readSpool(directory: string, fs: SpoolFs = nodeSpoolFs): Generator<AuditEntry> {
  for (const name of fs.list(directory)) {
    const instance = join(directory, name);
    for (const index of listSegments(fs, instance)) {
      for (const frame of readSegment(fs, instance, index)) {
        const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
        if (entry !== undefined) yield entry;
      }
    }
  }
}
