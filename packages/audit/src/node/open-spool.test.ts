import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntryStore } from '../entry-store.ts';
import { SinkError } from '../sink-error.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { draft, outcome } from '../testing/sample-draft.test.support.ts';
import { countingFs, dyingFs } from '../testing/spool-fs.test.support.ts';
import { openSpool, type Spool, type SpoolOptions } from './open-spool.ts';
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
      for (let i = 0; i < rounds; i += 1) await spool.append(draft('attempt'), durable);
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

test('attempts without an outcome become unknown at the next start, however old their segment is [C1] [C4]', async () => {
  const spool = await open({ limits: { segmentBytes: 4_096 } });
  await spool.append(draft('attempt', 'old'), durable);
  await spool.append(draft('attempt', 'ended'), durable);
  for (let i = 0; i < 20; i += 1) await spool.append(outcome(), batched);
  await spool.append(outcome('ended'), batched);
  await spool.append(draft('attempt', 'new'), durable);
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
  await spool.append(draft('attempt', 'begun'), durable);
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

test('a machine that stops in the middle of any operation loses nothing that was acknowledged [C4]', async () => {
  for (let operations = 4; ; operations += 1) {
    directory = join(root, `spool-${operations}`);
    const fs = dyingFs(operations);
    const { acknowledged, begun } = await liveOn(fs);
    await (await open({ limits: { segmentBytes: 4_096 } })).close();
    const kept = entries();
    const phases = (phase: string) =>
      kept.flatMap((entry) => (entry.phase === phase && 'call_id' in entry ? [entry.call_id] : []));
    expect(phases('outcome')).toEqual(expect.arrayContaining(acknowledged));
    expect(phases('attempt')).toEqual(expect.arrayContaining(begun));
    expect(phases('outcome')).toEqual(expect.arrayContaining(phases('attempt')));
    expect(new Set(phases('outcome')).size).toBe(phases('outcome').length);
    const report = verifySpool(directory);
    expect({
      operations,
      findings: report.instances.flatMap(({ findings }) => findings).filter(({ weight }) => weight === 'bad'),
    }).toEqual({ operations, findings: [] });
    if (!fs.isDead()) break;
  }
});

/** Writes over several segments until the machine stops, or to the end. */
async function liveOn(fs: ReturnType<typeof dyingFs>) {
  const acknowledged: string[] = [];
  const begun: string[] = [];
  let spool: Spool | undefined;
  try {
    spool = await open({ fs, limits: { segmentBytes: 4_096 }, drainMs: 1 });
    for (let i = 0; i < 8; i += 1) {
      const id = `call-${i}`;
      await spool.append(draft('attempt', id), durable);
      begun.push(id);
      await spool.append(outcome(id), batched);
      acknowledged.push(id);
    }
    await spool.close();
  } catch {
    // Its process is gone, and its lock with it.
    await spool?.close().catch(() => {});
  }
  return { acknowledged, begun };
}

test('a record that is torn at any byte is cut off, told and kept beside; all before it stay [C4]', async () => {
  const spool = await open();
  for (let i = 0; i < 4; i += 1) await spool.append(outcome(), batched);
  await spool.close();
  const path = join(directory, spool.instance, '00000001.segment');
  const whole = await readFile(path);
  const lines = whole.toString('latin1').split(/(?<=\n)/);
  const ends = lines.map((_, i) => lines.slice(0, i + 1).join('').length);
  const from = ends.at(-3) ?? 0;
  const offsets = Array.from({ length: whole.length - from }, (_, i) => from + i);
  // Every byte near a boundary, and every 61st of the rest.
  for (const cut of offsets.filter((at) => at % 61 === 0 || ends.some((end) => Math.abs(end - at) < 3))) {
    await rm(join(directory, spool.instance), { recursive: true });
    const target = join(directory, spool.instance);
    await mkdir(target);
    await writeFile(join(target, '00000001.segment'), whole.subarray(0, cut));
    const next = await open();
    await next.close();
    const kept = ends.filter((end) => end <= cut).length;
    const torn = cut - (ends.findLast((end) => end <= cut) ?? 0);
    const all = entries();
    expect(all.slice(0, kept).map(({ stream }) => stream.seq)).toEqual(Array.from({ length: kept }, (_, i) => i + 1));
    expect(all.find((entry) => entry.phase === 'start' && entry.stream.seq > kept)).toMatchObject({
      recovered: { cut_bytes: torn },
    });
    expect(verifySpool(directory).ok).toBe(true);
  }
});

test('a sink needs a name of its own, and there must be one [C3]', async () => {
  await expect(open({ sinks: [] })).rejects.toThrow('audit: at least one sink is needed');
  await expect(open({ sinks: [memorySink('a'), memorySink('a')] })).rejects.toThrow(
    'audit: two sinks have the same name',
  );
  await expect(open({ sinks: [memorySink('../../x')] })).rejects.toThrow('audit: ../../x is no name for a sink');
});
