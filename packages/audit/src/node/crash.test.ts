import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { outcome, written } from '../testing/sample-written.test.support.ts';
import { dyingFs } from '../testing/spool-fs.test.support.ts';
import { openSpool, type Spool, type SpoolOptions } from './open-spool.ts';
import { readSpool } from './read-spool.ts';
import { openSigningKey } from './signing-key.ts';
import { verifySpool } from './verify/verify-spool.ts';

let root: string;
let directory: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'audit-crash-'));
  directory = join(root, 'spool');
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function open(options: Partial<SpoolOptions> = {}) {
  const keys = { current: await openSigningKey(join(root, 'key.pem')), previous: [] };
  return openSpool({ directory, sinks: [memorySink()], keys, ...options });
}

const entries = () => [...readSpool(directory)];
const durable = { durable: true };
const batched = { durable: false };

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
      await spool.append(written('attempt', id), durable);
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
