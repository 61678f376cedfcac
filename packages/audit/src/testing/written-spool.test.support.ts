import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openAuditLog, type NodeAuditLogOptions } from '../node/open-audit-log.ts';
import { readSpool } from '../node/read-spool.ts';
import type { AuditEntry } from '../record.ts';
import { memorySink } from './memory-sink.test.support.ts';
import { sampleCall } from './sample-call.test.support.ts';
import { smallScrubber } from './small-scrubber.test.support.ts';

export const quiet = { warn: () => {}, error: () => {} };

/** A spool that a server has written and closed, with its keys elsewhere. */
export interface WrittenSpool {
  readonly root: string;
  readonly directory: string;
  /** Path of the only instance. */
  instance(): Promise<string>;
  /** What the sink got, of all runs. */
  readonly delivered: readonly AuditEntry[];
  /** Runs a server again that answers `calls` calls. */
  run(calls: number, options?: Partial<NodeAuditLogOptions>): Promise<void>;
  entries(): readonly AuditEntry[];
  /** A file of the anchors that the sink has got so far. */
  writeAnchors(): Promise<string>;
  /** Copies the instance, and puts the copy back. */
  save(): Promise<() => Promise<void>>;
  /** Lines of all segments, by file. */
  readSegments(): Promise<Map<string, string[]>>;
  writeSegments(segments: ReadonlyMap<string, readonly string[]>): Promise<void>;
}

export async function makeSpool(): Promise<WrittenSpool> {
  const root = await mkdtemp(join(tmpdir(), 'audit-spool-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const directory = join(root, 'spool');
  const delivered: AuditEntry[] = [];

  async function instance(): Promise<string> {
    const [first] = (await readdir(directory)).toSorted();
    if (first === undefined) throw new Error('the spool is empty');
    return join(directory, first);
  }

  const spool: WrittenSpool = {
    root,
    directory,
    instance,
    delivered,
    async run(calls, options = {}) {
      const sink = memorySink();
      const log = await openAuditLog({
        directory,
        scrubber: smallScrubber,
        sinks: [sink],
        keys: { signing: join(root, 'keys', 'signing.pem'), hmac: join(root, 'keys', 'hmac.key') },
        limits: { segmentBytes: 16_384 },
        log: quiet,
        ...options,
      });
      for (let i = 0; i < calls; i += 1) await log.end(sampleCall(), { ok: true, value: { i } });
      await log.close();
      delivered.push(...sink.entries);
    },
    entries: () => [...readSpool(directory)],
    async writeAnchors() {
      const path = join(root, `anchors-${delivered.length}.ndjson`);
      const digests = delivered.filter(({ phase }) => phase === 'digest');
      await writeFile(path, digests.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      return path;
    },
    async save() {
      const path = await instance();
      const copy = join(root, `copy-${delivered.length}`);
      await cp(path, copy, { recursive: true });
      return async () => {
        await rm(path, { recursive: true });
        await cp(copy, path, { recursive: true });
      };
    },
    async readSegments() {
      const path = await instance();
      const files = (await readdir(path)).filter((name) => name.endsWith('.segment')).toSorted();
      const texts = await Promise.all(files.map((name) => readFile(join(path, name), 'utf8')));
      return new Map(files.map((name, i) => [name, (texts[i] ?? '').split(/(?<=\n)/)]));
    },
    async writeSegments(segments) {
      const path = await instance();
      for (const [name, lines] of segments) await writeFile(join(path, name), lines.join(''));
    },
  };
  return spool;
}
