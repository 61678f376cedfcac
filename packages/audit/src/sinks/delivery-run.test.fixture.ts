import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import canonicalize from 'canonicalize';
import { entryKey } from '../entry-key.ts';
import { openAuditLog } from '../node/open-audit-log.ts';
import { readSpool } from '../node/read-spool.ts';
import { readAnchors } from '../node/verify/anchors.ts';
import { verifySpool } from '../node/verify/verify-spool.ts';
import type { AuditEntry } from '../record.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import type { FailingDestination } from './failing-destination.test.fixture.ts';
import { watchSink } from './watched-sink.test.fixture.ts';

/** How a run goes. */
export interface DeliveryRun {
  readonly destinations: readonly FailingDestination[];
  /** How many deliveries to each destination fail before it is mended, in the turn of that number. */
  readonly failures: (turn: number) => number;
  /** What else a turn waits for. */
  readonly meanwhile?: (turn: number) => Promise<unknown>;
  /** Of the pauses between tries. Default `Math.random`. */
  readonly random?: () => number;
}

/** Who has what at the end. */
export interface DeliveryReport {
  /** Keys of all that was recorded, sorted. */
  readonly recorded: readonly string[];
  /** By destination: keys of what it has and of what was set aside for it, sorted. */
  readonly kept: Readonly<Record<string, readonly string[]>>;
  readonly aside: Readonly<Record<string, readonly string[]>>;
  /** Destinations whose entries are anchors of the log that verify it. */
  readonly anchored: readonly string[];
  /** Entries that a destination has and whose hash is not theirs any more. */
  readonly altered: readonly string[];
  /** All that was sent and logged. */
  readonly seen: string;
}

/** Stands in the request and the response of every call. */
export const canary = 'canary.person@leak-test.example.org';
/** The call whose terminal record every destination refuses for good. */
export const refusedCall = '01KREFUSED0000000000000000';

/**
 * Records calls while every destination fails in every way it has, one after the other. In each turn there are calls
 * before, during and after the failure.
 */
export async function runDelivery(run: DeliveryRun): Promise<DeliveryReport> {
  const { destinations, failures, meanwhile, random } = run;
  const directory = await mkdtemp(join(tmpdir(), 'audit-delivery-'));
  const watched = destinations.map(({ sink }) => watchSink(sink));
  const lines: unknown[] = [];
  const log = await openAuditLog({
    directory,
    scrubber: smallScrubber,
    sinks: watched.map(({ sink }) => sink),
    log: { warn: (...line) => lines.push(line), error: (...line) => lines.push(line) },
    drainMs: 60_000,
    ...(random && { random }),
  });

  async function record(id?: string): Promise<void> {
    const call = sampleCall({ impact: 'write', received: { to: canary }, ...(id !== undefined && { id }) });
    await log.begin(call);
    await log.end(call, { ok: true, value: { sent: canary } });
  }
  const recordSome = (times: number) => Promise.all(Array.from({ length: times }, () => record()));

  for (const { refuse } of destinations) await refuse(refusedCall);
  const turns = Math.max(...destinations.map(({ failings }) => failings.length));
  for (let turn = 0; turn < turns; turn += 1) {
    const failing = destinations.flatMap(({ failings }, index) => {
      const [one, sink] = [failings[turn], watched[index]];
      return one && sink ? [{ ...one, sink }] : [];
    });
    await recordSome(3);
    const failed = failing.map(({ sink }) => sink.moreFailures(failures(turn)));
    for (const { cause } of failing) await cause();
    await recordSome(30);
    if (turn === 1) await record(refusedCall);
    await Promise.all([...failed, meanwhile?.(turn)]);
    const recovered = failing.map(({ sink }) => sink.nextSuccess());
    for (const { mend } of failing) await mend();
    await recordSome(3);
    await Promise.all(recovered);
  }
  await log.close();

  const recorded = sortedKeys([...readSpool(directory)]);
  const kept = new Map<string, readonly AuditEntry[]>();
  const aside = new Map<string, readonly AuditEntry[]>();
  for (const { sink, read } of destinations) {
    kept.set(sink.name, await read());
    aside.set(sink.name, await readAside(directory, sink.name));
  }
  const anchored: string[] = [];
  for (const [name, entries] of kept) if (await verifies(directory, entries)) anchored.push(name);
  await rm(directory, { recursive: true });
  return {
    recorded,
    kept: keysOf(kept),
    aside: keysOf(aside),
    anchored,
    altered: [...kept.values()].flat().filter(isAltered).map(entryKey),
    seen: JSON.stringify([...kept.values(), lines]),
  };
}

async function readAside(directory: string, sink: string): Promise<AuditEntry[]> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith(`aside-${sink}.ndjson`));
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return texts.flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line) as AuditEntry);
}

/** Whether the digests among the entries say of the log in the directory that it is whole. */
async function verifies(directory: string, entries: readonly AuditEntry[]): Promise<boolean> {
  const path = join(directory, '..', `${basename(directory)}.anchors`);
  await writeFile(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  const { ok } = verifySpool(directory, { anchors: await readAnchors(path) });
  await rm(path);
  return ok;
}

function isAltered({ stream: { hash, ...stream }, ...entry }: AuditEntry): boolean {
  const canonical = canonicalize({ ...entry, stream }) ?? '';
  return createHash('sha256').update(canonical).digest('hex') !== hash;
}

const sortedKeys = (entries: readonly AuditEntry[]): string[] =>
  entries.map(entryKey).sort((one, other) => (one < other ? -1 : 1));

const keysOf = (entries: ReadonlyMap<string, readonly AuditEntry[]>): Record<string, string[]> =>
  Object.fromEntries([...entries].map(([name, some]) => [name, sortedKeys(some)]));
