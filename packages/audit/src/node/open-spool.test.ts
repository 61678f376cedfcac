import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntryStore } from '../entry-store.ts';
import { SinkError } from '../sink-error.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { mostUnits } from './spool/frame-buffer.ts';
import { outcome, written } from '../testing/sample-written.test.support.ts';
import { countingFs } from '../testing/spool-fs.test.support.ts';
import { openSpool, type SpoolOptions } from './open-spool.ts';
import { readSpool } from './read-spool.ts';
import { openSigningKey } from './signing-key.ts';
import type { SpoolEvent } from './spool-event.ts';
import { verifySpool } from './verify/verify-spool.ts';

let root: string;
let directory: string;
let events: SpoolEvent[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'audit-spool-'));
  directory = join(root, 'spool');
  events = [];
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function open(options: Partial<SpoolOptions> = {}) {
  return openSpool({
    directory,
    sinks: [memorySink()],
    keys: { current: await openSigningKey(join(root, 'key.pem')), previous: [] },
    onEvent: (event) => events.push(event),
    ...options,
  });
}

const entries = () => [...readSpool(directory)];
const durable = { durable: true };
const batched = { durable: false };

test('64 callers at once share at least 16 records with each fsync [C4]', async () => {
  const fs = countingFs();
  const spool = await open({ fs });
  const before = fs.counts.files + fs.counts.directories;
  const rounds = 50;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      for (let i = 0; i < rounds; i += 1) await spool.append(written('attempt'), durable);
    }),
  );
  const syncs = fs.counts.files + fs.counts.directories - before;
  expect(syncs).toBeGreaterThan(0);
  expect(syncs * 16).toBeLessThanOrEqual(64 * rounds);
  await spool.close();
});

test('a record that need not be durable costs no fsync [C4]', async () => {
  const fs = countingFs();
  const spool = await open({ fs });
  const before = { ...fs.counts };
  await Promise.all(Array.from({ length: 100 }, () => spool.append(outcome(), batched)));
  expect(fs.counts).toEqual(before);
  await spool.close();
});

test('an entry of the largest frame is kept, a larger one refused alone [C4]', async () => {
  const spool = await open();
  const sized = (units: number) => ({ ...outcome(), before: '{"stream":', after: ` ,"pad":"${'x'.repeat(units)}"}` });
  const most = mostUnits - 512 - '{"stream":'.length - ' ,"pad":""}'.length;
  const kept = [outcome(), sized(most), sized(most + 1), outcome()].map((entry) => spool.append(entry, batched));
  expect((await Promise.allSettled(kept)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  await expect(kept[2]).rejects.toThrow('too large');
  await spool.close();
});

test('attempts without an outcome become unknown at the next start, however old their segment is [C1] [C4]', async () => {
  const spool = await open({ limits: { segmentBytes: 4_096 } });
  await spool.append(written('attempt', 'old'), durable);
  await spool.append(written('attempt', 'ended'), durable);
  for (let i = 0; i < 20; i += 1) await spool.append(outcome(), batched);
  await spool.append(outcome('ended'), batched);
  await spool.append(written('attempt', 'new'), durable);
  await spool.close();
  const sink = memorySink();
  const next = await open({ sinks: [sink] });
  await next.close();
  const unknown = entries().filter((entry) => entry.phase === 'outcome' && entry.outcome.status === 'unknown');
  expect(unknown).toMatchObject([
    { call_id: 'old', outcome: { effect: 'unknown' }, recovered: { boot: expect.any(String) as string } },
    { call_id: 'new' },
  ]);
  expect(sink.entries).toEqual(expect.arrayContaining(unknown));
  await (await open()).close();
  expect(entries().filter((entry) => entry.phase === 'outcome' && entry.recovered !== undefined)).toHaveLength(2);
  expect(events.filter(({ kind }) => kind === 'recovered')).toMatchObject([{ unknown: 2, cutBytes: 0 }]);
});

test('two processes of one directory write to two instances, and a third takes over what they left [C4]', async () => {
  const [first, second] = [await open(), await open()];
  expect(first.instance).not.toBe(second.instance);
  await Promise.all([first.append(outcome(), durable), second.append(outcome(), durable)]);
  await first.close();
  const third = await open();
  expect(third.instance).toBe(first.instance);
  await Promise.all([second.close(), third.close()]);
  expect(verifySpool(directory).instances.map(({ bad }) => bad)).toEqual([0, 0]);
});

test('what a sink had not got is delivered by the next process, also from other instances [C2] [C4]', async () => {
  const away = memorySink();
  away.onDeliver = () => Promise.reject(new Error('away'));
  const spools = [await open({ sinks: [away], drainMs: 1 }), await open({ sinks: [away], drainMs: 1 })];
  for (const spool of spools) await spool.append(outcome(), durable);
  for (const spool of spools) await spool.close();
  expect(events.filter(({ kind }) => kind === 'undelivered')).toHaveLength(2);
  const back = memorySink();
  const next = await open({ sinks: [back] });
  await expect.poll(() => back.entries.filter(({ phase }) => phase === 'outcome').length).toBe(2);
  await next.close();
  const delivered = back.entries.map(({ stream }) => stream.hash).toSorted();
  expect(delivered).toEqual(
    entries()
      .map(({ stream }) => stream.hash)
      .toSorted(),
  );
  const again = memorySink();
  await (await open({ sinks: [again] })).close();
  expect(again.entries.map(({ phase }) => phase)).toEqual(['start', 'digest']);
});

test('a full spool refuses records until a sink has caught up, but not the outcome of a call that has begun [C4]', async () => {
  const sink = memorySink();
  sink.onDeliver = () => Promise.reject(new Error('away'));
  const limits = { segmentBytes: 4_096, keepBytes: 8_192, maxBytes: 32_768 };
  const spool = await open({ sinks: [sink], limits, random: () => 0 });
  await spool.append(written('attempt', 'begun'), durable);
  const refused = await fill(spool);
  expect(refused).toMatch(/^the audit spool is full: its sinks are behind by \d+ bytes$/);
  await spool.append(outcome('begun'), batched);
  sink.onDeliver = () => {};
  await expect.poll(() => sink.entries.length).toBeGreaterThan(10);
  await expect.poll(() => spool.stats().bytes).toBeLessThan(limits.maxBytes);
  await spool.append(outcome(), durable);
  await spool.close();
  const report = verifySpool(directory);
  expect(report).toMatchObject({ ok: true, instances: [{ findings: [{ kind: 'removed' }] }] });
  expect(sink.entries.map(({ stream }) => stream.seq)).toEqual(sink.entries.map((_, i) => i + 1));
});

async function fill(spool: EntryStore): Promise<string> {
  for (let i = 0; i < 1_000; i += 1) {
    try {
      await spool.append(outcome(), batched);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  }
  return 'never full';
}

test('a refused record is in a file of its own, once, and the stream goes on [C2]', async () => {
  const sink = memorySink();
  sink.onDeliver = (batch) => {
    const isPoison = batch.some((entry) => 'call_id' in entry && entry.call_id === 'poison');
    if (isPoison) throw new SinkError('400', { kind: 'poison' });
  };
  const spool = await open({ sinks: [sink] });
  await spool.append(outcome(), batched);
  await spool.append(outcome('poison'), batched);
  await spool.append(outcome(), batched);
  await spool.close();
  const aside = await readFile(join(directory, spool.instance, 'aside-memory.ndjson'), 'utf8');
  expect(
    aside
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([{ call_id: 'poison' }]);
  expect(sink.entries).toHaveLength(entries().length - 1);
});

test('a damaged instance is left as it is and told; a new one is begun [C4] [C5]', async () => {
  const spool = await open();
  await spool.append(outcome(), durable);
  await spool.append(outcome(), durable);
  await spool.close();
  const path = join(directory, spool.instance, '00000001.segment');
  const damaged = (await readFile(path, 'utf8')).replace('"agent":"sample-agent"', '"agent":"forged-agent"');
  await writeFile(path, damaged);
  const next = await open();
  expect(next.instance).not.toBe(spool.instance);
  expect(events).toMatchObject([{ kind: 'left-alone', instance: spool.instance }]);
  await next.close();
  expect(await readFile(path, 'utf8')).toBe(damaged);
});

test('a directory that cannot be locked stops no start, and is told [C4]', async () => {
  const spool = await open();
  await spool.close();
  const lock = join(directory, spool.instance, 'lock');
  await rm(lock);
  await mkdir(lock);
  const next = await open();
  expect(next.instance).not.toBe(spool.instance);
  expect(events[0]).toMatchObject({ kind: 'left-alone', instance: spool.instance });
  await next.close();
});

test('a segment that somebody cuts while it is written is not written on: the loss shows [C5]', async () => {
  const spool = await open();
  await spool.append(outcome(), durable);
  const path = join(directory, spool.instance, '00000001.segment');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text
      .split(/(?<=\n)/)
      .slice(0, -1)
      .join(''),
  );
  await spool.append(outcome(), durable);
  await spool.close();
  expect(await readdir(join(directory, spool.instance))).toContain('00000002.segment');
  expect(verifySpool(directory).instances[0]?.findings[0]).toMatchObject({
    kind: 'gap',
    message: 'record 3 is missing',
  });
});

test('a sink needs a name of its own, and there must be one [C3]', async () => {
  await expect(open({ sinks: [] })).rejects.toThrow('audit: at least one sink is needed');
  await expect(open({ sinks: [memorySink('a'), memorySink('a')] })).rejects.toThrow(
    'audit: two sinks have the same name',
  );
  await expect(open({ sinks: [memorySink('../../x')] })).rejects.toThrow('audit: ../../x is no name for a sink');
});
