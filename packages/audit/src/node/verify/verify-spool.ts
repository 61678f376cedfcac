import { join } from 'node:path';
import { listSegments } from '../spool/segment-files.ts';
import { nodeSpoolFs } from '../spool/spool-fs.ts';
import type { Finding } from './finding.ts';
import { missingStreams, verifyInstance, type InstanceReport, type VerifyOptions } from './verify-instance.ts';

/** What a spool was found to be. */
export interface VerifyReport {
  readonly instances: readonly InstanceReport[];
  /** About no stream that is there. */
  readonly findings: readonly Finding[];
  /** True when nothing bad was found. */
  readonly ok: boolean;
}

/**
 * Verifies a spool, or one instance of it. Reads only, also while it is written.
 *
 * @throws Error when there is no stream in the directory.
 */
export function verifySpool(directory: string, options: Partial<VerifyOptions> = {}): VerifyReport {
  const { fs = nodeSpoolFs, anchors } = options;
  const inside = fs.list(directory).map((name) => join(directory, name));
  const directories = [directory, ...inside].filter((path) => listSegments(fs, path).length > 0);
  if (directories.length === 0 && anchors === undefined) throw new Error(`${directory} holds no audit stream`);
  const instances = directories.map((path) => verifyInstance(path, { ...options, fs }));
  const found = new Set(instances.map(({ instance }) => instance));
  const findings = anchors === undefined ? [] : [...anchors.forged, ...missingStreams(anchors, found)];
  return { instances, findings, ok: findings.length === 0 && instances.every(({ bad }) => bad === 0) };
}
