import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AuditSink } from '../audit-sink.ts';
import type { EntryStore } from '../entry-store.ts';
import { guardSink } from './shipping/guarded-sink.ts';
import type { Shipper } from './shipping/shipper.ts';
import { Adoption } from './spool/adoption.ts';
import { lockOrphans, takeOrphan } from './spool/adopt-orphans.ts';
import { lockInstance } from './spool/instance-lock.ts';
import { openLiveInstance, type LiveInstance, type SpoolParts } from './spool/live-instance.ts';
import type { SigningKeys } from './spool/open-instance.ts';
import { nodeSpoolFs, type SpoolFs } from './spool/spool-fs.ts';
import { spoolLimits, type SpoolLimits } from './spool/spool-limits.ts';
import type { SpoolEvent } from './spool-event.ts';

const signEveryMs = 60_000;
const adoptEveryMs = 60_000;
const defaultDrainMs = 5_000;
/** A sink that waits longer than this without an acknowledgement is said to be behind. */
const stalledMs = 30_000;

/** What a spool is opened with. */
export interface SpoolOptions {
  /** A directory on a local disk; several processes may share it. Made, mode 0700, when it is not there. */
  readonly directory: string;
  /** At least one. Closed by the spool. */
  readonly sinks: readonly AuditSink[];
  readonly keys: SigningKeys;
  readonly limits?: Partial<SpoolLimits>;
  /** Longest time that `close` goes on delivering, in ms. Default 5 000. What is left the next start delivers. */
  readonly drainMs?: number;
  /** Epoch ms. Default `Date.now`. */
  readonly now?: () => number;
  /** In [0, 1), for the pauses between tries. Default `Math.random`. */
  readonly random?: () => number;
  readonly fs?: SpoolFs;
  /** Default: nobody is told. */
  readonly onEvent?: (event: SpoolEvent) => void;
}

/** A store on disk, and what there is to measure about it. */
export interface Spool extends EntryStore {
  /** Name of the instance directory that this process writes. */
  readonly instance: string;
  stats(): SpoolStats;
}

/** For metrics. */
export interface SpoolStats {
  /** On disk, of all instances of this process. */
  readonly bytes: number;
  readonly sinks: Readonly<
    Record<string, { readonly behind: number; readonly failures: number; readonly stalledMs: number }>
  >;
}

/**
 * Opens the spool: takes over an instance that a dead process left, or begins one; looks after the others that are left.
 *
 * @throws Error when the directory cannot be written, or without a sink.
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { directory, fs = nodeSpoolFs, now = Date.now, random = Math.random, onEvent = () => {} } = options;
  refuseSinks(options.sinks);
  const parts: SpoolParts = {
    fs,
    boot: randomUUID(),
    keys: options.keys,
    limits: spoolLimits(options.limits),
    sinks: options.sinks.map((sink) => guardSink(sink)),
    now,
    random,
    onEvent,
  };
  fs.makeDirectory(directory);
  const { name, instance } = await openOwn(parts, directory);
  const adoption = new Adoption(parts, directory, name);
  void adoption.scan();
  const timers = [
    setInterval(() => [instance, ...adoption.instances].forEach((one) => one.sign()), signEveryMs),
    setInterval(() => void adoption.scan(), adoptEveryMs),
  ];
  for (const timer of timers) timer.unref();
  let closing: Promise<void> | undefined;

  const shippers = () => [instance, ...adoption.instances].flatMap(({ shipping }) => shipping.shippers);

  async function close(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), options.drainMs ?? defaultDrainMs);
    try {
      await Promise.all([instance.close(deadline.signal), adoption.close(deadline.signal)]);
    } finally {
      clearTimeout(timer);
      await Promise.all(options.sinks.map((sink) => sink.close()));
    }
  }

  return {
    name: 'spool',
    instance: name,
    append: (entry, durability) => instance.writer.append(entry, durability),
    sinkStates: () => describeSinks(options.sinks, shippers(), now()),
    stats: () => ({
      bytes: [instance, ...adoption.instances].reduce((sum, { writer }) => sum + writer.bytes, 0),
      sinks: Object.fromEntries(
        options.sinks.map(({ name: sink }) => [sink, summarise(shippersOf(shippers(), sink), now())]),
      ),
    }),
    close: () => (closing ??= close()),
  };
}

async function openOwn(parts: SpoolParts, root: string): Promise<{ name: string; instance: LiveInstance }> {
  for (const orphan of lockOrphans(parts, root)) {
    const instance = await takeOrphan(parts, orphan);
    if (instance !== undefined) return { name: orphan.name, instance };
  }
  const name = randomUUID();
  const directory = join(root, name);
  parts.fs.makeDirectory(directory);
  const lock = lockInstance(directory);
  if (lock === undefined) throw new Error('audit: a new spool directory is already locked');
  try {
    await parts.fs.syncDirectory(root);
    return { name, instance: await openLiveInstance(parts, directory, lock) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function refuseSinks(sinks: readonly AuditSink[]): void {
  if (sinks.length === 0) throw new Error('audit: at least one sink is needed');
  const names = new Set(sinks.map(({ name }) => name));
  if (names.size < sinks.length) throw new Error('audit: two sinks have the same name');
  for (const name of names)
    if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new Error(`audit: ${name} is no name for a sink`);
}

const shippersOf = (shippers: readonly Shipper[], sink: string) => shippers.filter(({ name }) => name === sink);

function summarise(shippers: readonly Shipper[], now: number) {
  const stalled = shippers.flatMap(({ stalledSince }) => stalledSince ?? []);
  return {
    behind: shippers.reduce((sum, { behind }) => sum + behind, 0),
    failures: Math.max(0, ...shippers.map(({ failures }) => failures)),
    stalledMs: stalled.length === 0 ? 0 : Math.max(0, now - Math.min(...stalled)),
  };
}

function describeSinks(sinks: readonly AuditSink[], shippers: readonly Shipper[], now: number): Record<string, string> {
  return Object.fromEntries(
    sinks.map(({ name }) => {
      const { behind, failures, stalledMs: ms } = summarise(shippersOf(shippers, name), now);
      if (behind === 0 || (failures === 0 && ms < stalledMs)) return [name, 'ok'];
      return [name, `behind by ${behind} entries, nothing acknowledged for ${Math.round(ms / 1_000)} s`];
    }),
  );
}
