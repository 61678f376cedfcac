import fs, { writevSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi, type Mock } from 'vitest';
import type { AuditEntry } from '../record.ts';
import { describeAuditSink } from '../testing/describe-audit-sink.ts';
import { sampleEntry } from '../testing/sample-entry.ts';
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

describeAuditSink('openFileSink', async () => {
  const sink = await openFileSink({ path });
  return {
    sink,
    read: () => readEntries(),
    fault: {
      cause: () => rm(join(root, 'log'), { recursive: true }),
      mend: () => mkdir(join(root, 'log')),
    },
  };
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
  await first.write([sampleEntry(1)], { durable: false });
  await first.close();
  await (await openFileSink({ path })).close();
  expect(sync).toHaveBeenCalledTimes(1);
});

test('a file that exists is appended to [C1]', async () => {
  for (const index of [1, 2]) {
    const sink = await openFileSink({ path });
    await sink.write([sampleEntry(index)], { durable: false });
    await sink.close();
  }
  expect(await readEntries()).toEqual([sampleEntry(1), sampleEntry(2)]);
});

test('a line torn by a crash is ended and reported, and the next record starts on its own line [C4]', async () => {
  const first = await openFileSink({ path });
  await first.write([sampleEntry(1)], { durable: false });
  await first.close();
  await appendFile(path, '{"v":1,"call_id":"01K');
  const torn: number[] = [];
  const second = await openFileSink({ path, onTornLine: (bytes) => torn.push(bytes) });
  await second.write([sampleEntry(2)], { durable: false });
  await second.close();
  expect(torn).toEqual([21]);
  expect((await readFile(path, 'utf8')).split('\n')).toEqual([
    JSON.stringify(sampleEntry(1)),
    '{"v":1,"call_id":"01K',
    JSON.stringify(sampleEntry(2)),
    '',
  ]);
});

test('a line that another process left torn swallows none of this one [C4]', async () => {
  const torn: number[] = [];
  const sink = await openFileSink({ path, onTornLine: (bytes) => torn.push(bytes) });
  await sink.write([sampleEntry(1)], { durable: false });
  await appendFile(path, '{"v":1,"call_id":"01K');
  await sink.write([sampleEntry(2)], { durable: false });
  await appendFile(path, `${JSON.stringify(sampleEntry(3))}\n`);
  await sink.write([sampleEntry(4)], { durable: false });
  await sink.close();
  expect(torn).toEqual([21]);
  expect((await readFile(path, 'utf8')).split('\n')).toEqual([
    JSON.stringify(sampleEntry(1)),
    '{"v":1,"call_id":"01K',
    ...[2, 3, 4].map((index) => JSON.stringify(sampleEntry(index))),
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
  await first.write([sampleEntry(1)], { durable: false });
  await first.close();
  const onTornLine = vi.fn<(bytes: number) => void>();
  await (await openFileSink({ path, onTornLine })).close();
  expect(onTornLine).not.toHaveBeenCalled();
});

test('a rotated file is let go, no record is lost and none is refused [C2]', async () => {
  const sink = await openFileSink({ path });
  await sink.write([sampleEntry(1)], { durable: false });
  const rotated = join(root, 'rotated.ndjson');
  await rename(path, rotated);
  await sink.write([sampleEntry(2)], { durable: false });
  await sink.write([sampleEntry(3)], { durable: false });
  await sink.close();
  expect([...(await readEntries(rotated)), ...(await readEntries())]).toEqual([1, 2, 3].map(sampleEntry));
});

test('a deleted file refuses the writes that would be lost, and a new one is begun [C4]', async () => {
  const sink = await openFileSink({ path });
  await rm(path);
  await expect(sink.write([sampleEntry(1)], { durable: false })).rejects.toThrow(/deleted/);
  await sink.write([sampleEntry(2)], { durable: false });
  await sink.close();
  expect(await readEntries()).toEqual([sampleEntry(2)]);
});

test('durable writes share a write and a sync, and others ask for no sync [C4]', async () => {
  const sink = await openFileSink({ path });
  const { write, datasync } = await spyOnFiles();
  await Promise.all(Array.from({ length: 100 }, (_, i) => sink.write([sampleEntry(i)], { durable: false })));
  expect(datasync).not.toHaveBeenCalled();
  write.mockClear();
  await Promise.all(Array.from({ length: 64 }, (_, i) => sink.write([sampleEntry(i)], { durable: true })));
  expect(write.mock.calls.length).toBeLessThanOrEqual(4);
  expect(datasync.mock.calls.length).toBeLessThanOrEqual(4);
  await sink.close();
});

test('a durable write resolves only after the disk was asked to keep it [C4]', async () => {
  const sink = await openFileSink({ path });
  const { datasync } = await spyOnFiles();
  datasync.mockRejectedValueOnce(new Error('EIO: i/o error, fdatasync'));
  await expect(sink.write([sampleEntry(1)], { durable: true })).rejects.toThrow('EIO');
  await sink.write([sampleEntry(2)], { durable: true });
  expect(datasync).toHaveBeenCalledTimes(2);
  await sink.close();
});

test('a write that stops half way keeps whole records, refuses the others and tears no later line [C4]', async () => {
  const sink = await openFileSink({ path });
  const { write } = await spyOnFiles();
  const lengths = [1, 2, 3].map((i) => Buffer.byteLength(`${JSON.stringify(sampleEntry(i))}\n`));
  const room = (lengths[0] ?? 0) + (lengths[1] ?? 0) + 10;
  const blocking = sink.write([sampleEntry(0)], { durable: true });
  write
    .mockImplementationOnce((fd, data) => writevSync(fd, [(data as Uint8Array).subarray(0, room)]))
    .mockImplementationOnce(() => {
      throw new Error('ENOSPC: no space left on device, write');
    });
  const settled = await Promise.allSettled([
    blocking,
    ...[1, 2, 3].map((i) => sink.write([sampleEntry(i)], { durable: false })),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  await sink.write([sampleEntry(4)], { durable: false });
  await sink.close();
  const lines = (await readFile(path, 'utf8')).split('\n');
  expect(lines.filter((_, i) => i !== 3)).toEqual([...[0, 1, 2, 4].map((i) => JSON.stringify(sampleEntry(i))), '']);
  expect(lines[3]).toHaveLength(10);
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
