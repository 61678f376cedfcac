import fs, { writevSync } from 'node:fs';
import { appendFile, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi, type Mock } from 'vitest';
import type { AuditEntry } from '../../record.ts';
import { describeAuditSink } from '../../testing/describe-audit-sink.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openFileSink } from './file-sink.ts';

let root: string;
let path: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'audit-file-'));
  path = join(root, 'log', 'audit.ndjson');
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function readEntries(file = path): Promise<AuditEntry[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as AuditEntry);
}

const never = new AbortController().signal;
const lineOf = (index: number) => keptEntries(sampleEntry(index))[0]?.json;

describeAuditSink('openFileSink', {
  async open() {
    const sink = await openFileSink({ path });
    return { sink, reopen: () => openFileSink({ path }), read: () => readEntries() };
  },
  faults: {
    'has lost its directory': {
      cause: () => rename(join(root, 'log'), join(root, 'away')),
      mend: () => rename(join(root, 'away'), join(root, 'log')),
    },
  },
});

test('the file can be read by its owner only, and so can its directory [C1]', async () => {
  await (await openFileSink({ path })).close();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(root, 'log'))).mode & 0o777).toBe(0o700);
});

test('a new file survives a loss of power, because its directory was synced [C4]', async () => {
  const { sync } = await spyOnFiles();
  const first = await openFileSink({ path });
  expect(sync).toHaveBeenCalledTimes(1);
  await first.deliver(keptEntries(sampleEntry(1)), never);
  await first.close();
  await (await openFileSink({ path })).close();
  expect(sync).toHaveBeenCalledTimes(1);
});

test('a line torn by a crash is ended and reported, and the next record starts on its own line [C4]', async () => {
  const first = await openFileSink({ path });
  await first.deliver(keptEntries(sampleEntry(1)), never);
  await first.close();
  await appendFile(path, '{"v":1,"call_id":"01K');
  const torn: number[] = [];
  const second = await openFileSink({ path, onTornLine: (bytes) => torn.push(bytes) });
  await second.deliver(keptEntries(sampleEntry(2)), never);
  await second.close();
  expect(torn).toEqual([21]);
  expect((await readFile(path, 'utf8')).split('\n')).toEqual([lineOf(1), '{"v":1,"call_id":"01K', lineOf(2), '']);
});

test('a line that another process left torn swallows none of this one [C4]', async () => {
  const torn: number[] = [];
  const sink = await openFileSink({ path, onTornLine: (bytes) => torn.push(bytes) });
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await appendFile(path, '{"v":1,"call_id":"01K');
  await sink.deliver(keptEntries(sampleEntry(2)), never);
  await appendFile(path, `${lineOf(3)}\n`);
  await sink.deliver(keptEntries(sampleEntry(4)), never);
  await sink.close();
  expect(torn).toEqual([21]);
  expect((await readFile(path, 'utf8')).split('\n')).toEqual([
    lineOf(1),
    '{"v":1,"call_id":"01K',
    ...[2, 3, 4].map(lineOf),
    '',
  ]);
});

test('a torn line longer than one read is measured whole [C4]', async () => {
  await (await openFileSink({ path })).close();
  await appendFile(path, `whole\n${'x'.repeat(200_000)}`);
  const torn: number[] = [];
  await (await openFileSink({ path, onTornLine: (bytes) => torn.push(bytes) })).close();
  expect(torn).toEqual([200_000]);
});

test('a whole file is opened without a word [C4]', async () => {
  const first = await openFileSink({ path });
  await first.deliver(keptEntries(sampleEntry(1)), never);
  await first.close();
  const onTornLine = vi.fn<(bytes: number) => void>();
  await (await openFileSink({ path, onTornLine })).close();
  expect(onTornLine).not.toHaveBeenCalled();
});

test('an entry that comes again is found behind megabytes of later ones [C2]', async () => {
  const batch = Array.from({ length: 100 }, (_, index) => ({ ...sampleEntry(index), protocol: 'x'.repeat(10_000) }));
  const first = await openFileSink({ path });
  await first.deliver(keptEntries(...batch), never);
  await first.close();
  await appendFile(path, '{"foreign":true}\n'.repeat(100_000));
  const second = await openFileSink({ path });
  await second.deliver(keptEntries(...batch), never);
  await second.close();
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.includes('call_id'));
  expect(lines).toHaveLength(100);
});

test('a rotated file is let go, and no entry is lost or repeated [C2]', async () => {
  const sink = await openFileSink({ path });
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  const rotated = join(root, 'rotated.ndjson');
  await rename(path, rotated);
  await sink.deliver(keptEntries(sampleEntry(2)), never);
  await sink.deliver(keptEntries(sampleEntry(2), sampleEntry(3)), never);
  await sink.close();
  expect([...(await readEntries(rotated)), ...(await readEntries())]).toEqual([1, 2, 3].map(sampleEntry));
});

test('a deleted file refuses the delivery that would be lost, and a new one is begun [C4]', async () => {
  const sink = await openFileSink({ path });
  await rm(path);
  await expect(sink.deliver(keptEntries(sampleEntry(1)), never)).rejects.toThrow(/deleted/);
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await sink.close();
  expect(await readEntries()).toEqual([sampleEntry(1)]);
});

test('a delivery resolves only after the disk was asked to keep it, once per batch [C4]', async () => {
  const sink = await openFileSink({ path });
  const { datasync } = await spyOnFiles();
  datasync.mockRejectedValueOnce(new Error('EIO: i/o error, fdatasync'));
  await expect(sink.deliver(keptEntries(sampleEntry(1)), never)).rejects.toThrow('EIO');
  await sink.deliver(keptEntries(sampleEntry(1), sampleEntry(2)), never);
  expect(datasync).toHaveBeenCalledTimes(2);
  await sink.close();
  expect(await readEntries()).toEqual([sampleEntry(1), sampleEntry(2)]);
});

test('a delivery that stops half way is finished by the next one, whole lines are not repeated [C4]', async () => {
  const sink = await openFileSink({ path });
  const { write } = await spyOnFiles();
  const lengths = [1, 2, 3].map((i) => Buffer.byteLength(`${lineOf(i)}\n`));
  const room = (lengths[0] ?? 0) + (lengths[1] ?? 0) + 10;
  write
    .mockImplementationOnce((fd, data) => writevSync(fd, [(data as Uint8Array).subarray(0, room)]))
    .mockImplementationOnce(() => {
      throw new Error('ENOSPC: no space left on device, write');
    });
  await expect(sink.deliver(keptEntries(...[1, 2, 3].map(sampleEntry)), never)).rejects.toThrow('ENOSPC');
  await sink.deliver(keptEntries(...[1, 2, 3].map(sampleEntry)), never);
  await sink.close();
  const lines = (await readFile(path, 'utf8')).split('\n');
  expect(lines.filter((_, i) => i !== 2)).toEqual([...[1, 2, 3].map(lineOf), '']);
  expect(lines[2]).toHaveLength(10);
});

test.each([
  ['a directory', () => root, 'EISDIR'],
  ['a device', () => '/dev/null', '/dev/null is not a regular file'],
])('%s is no audit file [C1]', async (_what, target, message) => {
  await expect(openFileSink({ path: target() })).rejects.toThrow(message);
});

/** Watches what the sink asks of the operating system. */
async function spyOnFiles() {
  const handle = await open(join(root, 'spied'), 'w');
  const prototype = Object.getPrototypeOf(handle) as { datasync(): Promise<void>; sync(): Promise<void> };
  await handle.close();
  const write = vi.spyOn(fs, 'writeSync') as unknown as Mock<(fd: number, data: unknown, offset?: number) => number>;
  syncBuiltinESMExports();
  return { write, datasync: vi.spyOn(prototype, 'datasync'), sync: vi.spyOn(prototype, 'sync') };
}

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});
