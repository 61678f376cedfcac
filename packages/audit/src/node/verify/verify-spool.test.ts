import { generateKeyPairSync } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DigestRecord } from '../../record.ts';
import { forgeLastDigest, reframe, seqOf } from '../../testing/forge.test.support.ts';
import { makeSpool, type WrittenSpool } from '../../testing/written-spool.test.support.ts';
import { openSigningKey } from '../signing-key.ts';
import { readAnchors } from './anchors.ts';
import { verifySpool } from './verify-spool.ts';

const calls = 60;

/** Kinds of what is bad, and the first bad record. */
async function verdict(spool: WrittenSpool, anchors?: string, trustedKeys?: ReadonlySet<string>) {
  const report = verifySpool(spool.directory, {
    ...(anchors !== undefined && { anchors: await readAnchors(anchors) }),
    ...(trustedKeys && { trustedKeys }),
  });
  const bad = [...report.instances.flatMap(({ findings }) => findings), ...report.findings].filter(
    ({ weight }) => weight === 'bad',
  );
  expect(report.ok).toBe(bad.length === 0);
  return { first: bad[0]?.seq, kinds: [...new Set(bad.map(({ kind }) => kind))], message: bad[0]?.message };
}

async function writtenSpool(): Promise<WrittenSpool> {
  const spool = await makeSpool();
  await spool.run(calls);
  return spool;
}

/** Lines of the whole stream, edited and put back into the segments they came from. */
async function editLines(spool: WrittenSpool, edit: (lines: string[]) => void): Promise<void> {
  const segments = await spool.readSegments();
  const [name, lines] = [...segments][1] ?? ['', []];
  edit(lines);
  await spool.writeSegments(new Map([[name, lines]]));
}

test('what a server wrote over several runs and segments verifies, with and without anchors [C5]', async () => {
  const spool = await writtenSpool();
  await spool.run(20);
  const report = verifySpool(spool.directory, { anchors: await readAnchors(await spool.writeAnchors()) });
  expect(report.findings).toEqual([]);
  expect(report.instances).toMatchObject([
    { entries: spool.entries().length, firstSeq: 1, lastSeq: spool.entries().length, findings: [], bad: 0 },
  ]);
  expect((await spool.readSegments()).size).toBeGreaterThan(3);
});

test('a record that is edited is named [C5]', async () => {
  const spool = await writtenSpool();
  let seq = 0;
  await editLines(spool, (lines) => {
    seq = seqOf(lines[4]);
    lines[4] = lines[4]?.replace('"agent":"debug-agent"', '"agent":"other-agent"') ?? '';
  });
  expect(await verdict(spool)).toMatchObject({
    first: seq,
    kinds: ['changed'],
    message: `record ${seq} is not what was written`,
  });
});

test('a record that is edited with its hash is named by the next one [C5]', async () => {
  const spool = await writtenSpool();
  let seq = 0;
  await editLines(spool, (lines) => {
    seq = seqOf(lines[4]);
    lines[4] = reframe(lines[4] ?? '', (json) => json.replace('debug-agent', 'other-agent'));
  });
  expect(await verdict(spool)).toMatchObject({ first: seq, kinds: ['chain'] });
});

test('a chain that is written anew to its end does not match what was signed [C5]', async () => {
  const spool = await writtenSpool();
  const segments = [...(await spool.readSegments())];
  const forged = segments[1]?.[1][4];
  let hash = '';
  let isForged = false;
  for (const [, lines] of segments) {
    for (const [i, line] of lines.entries()) {
      isForged ||= line === forged;
      if (isForged) {
        lines[i] = reframe(line, (json) =>
          (line === forged ? json.replace('debug-agent', 'other-agent') : json).replace(
            /"prev_hash":"[0-9a-f]{64}"/,
            `"prev_hash":"${hash}"`,
          ),
        );
      }
      hash = lines[i]?.slice(9, 73) ?? '';
    }
  }
  await spool.writeSegments(new Map(segments));
  const { first, kinds, message } = await verdict(spool);
  expect(kinds).toEqual(['digest']);
  expect(first).toBeLessThanOrEqual(seqOf(forged));
  expect(message).toMatch(/^one of the records \d+ to \d+ was changed after digest \d+ was signed$/);
});

test('a record that is deleted is a gap, and every gap is told [C5]', async () => {
  const spool = await writtenSpool();
  let missing: number[] = [];
  await editLines(spool, (lines) => {
    missing = [seqOf(lines[2]), seqOf(lines[5])];
    lines.splice(5, 1);
    lines.splice(2, 1);
  });
  expect(await verdict(spool)).toMatchObject({ first: missing[0], message: `record ${missing[0]} is missing` });
  const report = verifySpool(spool.directory);
  const gaps = report.instances.flatMap(({ findings }) => findings).filter(({ kind }) => kind === 'gap');
  expect(gaps.map(({ seq }) => seq)).toEqual(missing);
});

test('a record that is inserted is named, whole or not [C5]', async () => {
  const spool = await writtenSpool();
  const undo = await spool.save();
  let seq = 0;
  await editLines(spool, (lines) => {
    seq = seqOf(lines[3]);
    const forged = reframe(lines[3] ?? '', (json) => json.replace('debug-agent', 'other-agent'));
    lines.splice(4, 0, forged);
  });
  expect(await verdict(spool)).toMatchObject({ first: seq, kinds: ['order'] });
  await undo();
  await editLines(spool, (lines) => {
    lines.splice(4, 0, 'not a record at all\n');
  });
  expect(await verdict(spool)).toMatchObject({ first: seq + 1, kinds: ['broken'] });
});

test('records in another order are named [C5]', async () => {
  const spool = await writtenSpool();
  let seq = 0;
  await editLines(spool, (lines) => {
    seq = seqOf(lines[3]);
    lines.splice(3, 2, lines[4] ?? '', lines[3] ?? '');
  });
  expect(await verdict(spool)).toMatchObject({ first: seq, kinds: ['gap', 'order'] });
});

test('segments that change places are named by the first record that stands wrong [C5]', async () => {
  const spool = await writtenSpool();
  const instance = await spool.instance();
  const segments = [...(await spool.readSegments())];
  const [second, third] = [segments[1]?.[0] ?? '', segments[2]?.[0] ?? ''];
  await rename(join(instance, second), join(instance, 'swap'));
  await rename(join(instance, third), join(instance, second));
  await rename(join(instance, 'swap'), join(instance, third));
  expect(await verdict(spool)).toMatchObject({
    first: seqOf(segments[1]?.[1][0]),
    kinds: expect.arrayContaining(['gap', 'order']) as string[],
  });
});

test('a segment that is deleted is a gap [C5]', async () => {
  const spool = await writtenSpool();
  const [, [name, lines] = ['', []]] = [...(await spool.readSegments())];
  await rm(join(await spool.instance(), name));
  const message = `records ${seqOf(lines[0])} to ${seqOf(lines.at(-1))} are missing`;
  expect(await verdict(spool)).toMatchObject({ first: seqOf(lines[0]), message });
});

test('the oldest segments that are deleted by anybody but the server are a gap [C5]', async () => {
  const spool = await writtenSpool();
  const [[name, lines] = ['', []]] = [...(await spool.readSegments())];
  await rm(join(await spool.instance(), name));
  expect(await verdict(spool)).toMatchObject({ message: `records 1 to ${seqOf(lines.at(-1))} are missing` });
});

const attackersKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

test('a digest signed by a key that the log has not introduced is named [C5]', async () => {
  const spool = await writtenSpool();
  const seq = await forgeLastDigest(spool, attackersKey);
  expect(await verdict(spool)).toMatchObject({ first: seq, kinds: ['digest'] });
});

test('a digest whose content is not what was signed is forged [C5]', async () => {
  const spool = await writtenSpool();
  const segments = await spool.readSegments();
  const [name, lines] = [...segments].at(-1) ?? ['', []];
  const seq = seqOf(lines.at(-1));
  lines.push(reframe(lines.pop() ?? '', (json) => json.replace('"cause":"close"', '"cause":"rotation"')));
  await spool.writeSegments(new Map([[name, lines]]));
  expect(await verdict(spool)).toMatchObject({
    first: seq,
    kinds: ['digest'],
    message: expect.stringContaining('forged') as string,
  });
});

test('a log that is replaced by one with a key of its own is seen by who knows the key, or has an anchor [C5]', async () => {
  const spool = await writtenSpool();
  const anchors = await spool.writeAnchors();
  const { id } = await openSigningKey(join(spool.root, 'keys', 'signing.pem'));
  expect(await verdict(spool, undefined, new Set([id]))).toMatchObject({ kinds: [] });
  const name = await spool.instance();
  await rm(spool.directory, { recursive: true });
  await writeFile(join(spool.root, 'attacker.pem'), attackersKey);
  await spool.run(calls, { keys: { signing: join(spool.root, 'attacker.pem') } });
  expect(await verdict(spool)).toMatchObject({ kinds: [] });
  expect(await verdict(spool, undefined, new Set([id]))).toMatchObject({ kinds: ['key', 'digest'] });
  expect(await verdict(spool, anchors)).toMatchObject({
    kinds: ['stream-missing'],
    message: expect.stringContaining(name.split('/').at(-1) ?? '') as string,
  });
});

test('a log that is cut at a digest looks whole; an anchor says where it ends and how far it had got [C5]', async () => {
  const spool = await writtenSpool();
  const anchors = await spool.writeAnchors();
  const end = spool.entries().length;
  const segments = [...(await spool.readSegments())];
  const kept = segments.slice(0, 2);
  for (const [name] of segments.slice(2)) await rm(join(await spool.instance(), name));
  expect(await verdict(spool)).toMatchObject({ kinds: [] });
  const last = seqOf(kept[1]?.[1].at(-1));
  expect(await verdict(spool, anchors)).toMatchObject({
    first: last + 1,
    kinds: ['anchor-beyond'],
    message: expect.stringMatching(
      new RegExp(
        `^the log ends at record ${last} of \\S+Z, but the anchor signed at \\S+Z says that it reached record ${end - 1}$`,
      ),
    ) as string,
  });
});

test('a log that is rolled back to an older signed copy, and written on, does not match the anchors [C5]', async () => {
  const spool = await writtenSpool();
  const rollBack = await spool.save();
  await spool.run(40);
  const anchors = await spool.writeAnchors();
  const older = spool.delivered.findLast(({ phase }) => phase === 'start')?.stream.seq ?? 0;
  await rollBack();
  expect(await verdict(spool)).toMatchObject({ kinds: [] });
  expect(await verdict(spool, anchors)).toMatchObject({ first: older, kinds: ['anchor-beyond'] });
  await spool.run(50);
  expect(await verdict(spool)).toMatchObject({ kinds: [] });
  expect(await verdict(spool, anchors)).toMatchObject({ first: older - 1, kinds: ['anchor-mismatch'] });
});

test('an anchor that nobody signed is told, and proves nothing [C5]', async () => {
  const spool = await writtenSpool();
  const anchors = join(spool.root, 'forged.ndjson');
  const digest = spool.delivered.find(({ phase }) => phase === 'digest') as DigestRecord;
  await writeFile(anchors, `${JSON.stringify({ audit: { ...digest, last_seq: 9_999 } })}\n`);
  expect(await verdict(spool, anchors)).toMatchObject({ first: 9_999, kinds: ['anchor-forged'] });
});

test('a new key that the old one signs is followed; one that nobody introduces cannot write there [C5]', async () => {
  const spool = await writtenSpool();
  const [first, second] = ['signing.pem', 'second.pem'].map((name) => join(spool.root, 'keys', name));
  await spool.run(5, { keys: { signing: second ?? '', previousSigning: [first ?? ''] } });
  const { id } = await openSigningKey(first ?? '');
  expect(await verdict(spool, await spool.writeAnchors(), new Set([id]))).toMatchObject({ kinds: [] });
  const introduced = spool.entries().filter(({ phase }) => phase === 'key');
  expect(introduced).toMatchObject([{ key_id: id }, { previous_key_id: id }]);
  const before = spool.entries().length;
  await spool.run(5, { keys: { signing: join(spool.root, 'keys', 'third.pem') } });
  const instances = new Set(spool.entries().map(({ stream }) => stream.instance));
  expect(instances.size).toBe(2);
  expect(spool.entries().filter(({ stream }) => stream.instance === introduced[0]?.stream.instance)).toHaveLength(
    before,
  );
});

test('a tail that nobody has signed yet is told, and is not bad [C5]', async () => {
  const spool = await writtenSpool();
  await editLines(spool, () => {});
  const segments = await spool.readSegments();
  const [name, lines] = [...segments].at(-1) ?? ['', []];
  lines.pop();
  await spool.writeSegments(new Map([[name, [...lines, '000006']]]));
  const report = verifySpool(spool.directory);
  expect(report.ok).toBe(true);
  expect(report.instances[0]?.findings.map(({ kind }) => kind)).toEqual(['torn-tail', 'unsigned-tail']);
});
