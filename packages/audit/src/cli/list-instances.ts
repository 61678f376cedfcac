import { join } from 'node:path';
import { listSegments } from '../node/spool/segment-files.ts';
import { nodeSpoolFs as fs } from '../node/spool/spool-fs.ts';
import { UsageError } from './cli-io.ts';

/** The instance directories of a spool, or the directory itself when it is one. @throws UsageError when there is none. */
export function listInstances(directory: string): readonly string[] {
  const inside = fs.list(directory).map((name) => join(directory, name));
  const found = [directory, ...inside].filter((path) => listSegments(fs, path).length > 0);
  if (found.length === 0) throw new UsageError(`${directory} holds no audit stream`);
  return found;
}
