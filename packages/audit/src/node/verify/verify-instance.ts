import { basename } from 'node:path';
import { listSegments, readSegment, segmentPath } from '../spool/segment-files.ts';
import type { SpoolFs } from '../spool/spool-fs.ts';
import type { Anchors } from './anchors.ts';
import type { Finding } from './finding.ts';
import { ChainWalk } from './verify-chain.ts';
import { SignatureWalk } from './verify-signatures.ts';

/** Most findings that are kept of one stream; the others are counted. */
const mostFindings = 100;

/** What one stream was found to be. */
export interface InstanceReport {
  readonly instance: string;
  readonly entries: number;
  /** 0 for a stream without an entry. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly lastAt: string | undefined;
  /** 0 when nothing is signed. */
  readonly signedThrough: number;
  /** In the order of the log, the first bad one first among the bad; at most 100. */
  readonly findings: readonly Finding[];
  /** All of them, also those that are not in `findings`. */
  readonly bad: number;
}

/** How to verify. */
export interface VerifyOptions {
  readonly fs: SpoolFs;
  readonly anchors?: Anchors;
  /** Ids of the keys that may sign. Default: the first one that a stream shows, which proves less. */
  readonly trustedKeys?: ReadonlySet<string>;
}

/** Checks every record, link and signature of one instance, in constant memory. */
export function verifyInstance(directory: string, { fs, anchors, trustedKeys }: VerifyOptions): InstanceReport {
  const signatures = new SignatureWalk(trustedKeys);
  const findings: Finding[] = [];
  let instance = basename(directory);
  let removedThrough = 0;
  let bad = 0;
  const chain = new ChainWalk(function* check(entry) {
    instance = entry.stream.instance;
    if (entry.phase === 'retention') removedThrough = Math.max(removedThrough, entry.removed_through_seq);
    yield* signatures.take(entry);
    if (anchors !== undefined) yield* anchors.check(entry);
  });

  function note(found: Iterable<Finding>): void {
    for (const finding of found) {
      if (finding.weight === 'bad') bad += 1;
      if (findings.length < mostFindings) findings.push(finding);
    }
  }

  for (const index of listSegments(fs, directory)) {
    const file = basename(segmentPath(directory, index));
    for (const frame of readSegment(fs, directory, index)) note(chain.take(frame, `${file}, byte ${frame.offset}`));
  }
  note(checkStart(chain.first, removedThrough));
  if (anchors !== undefined) note(anchors.checkEnd(instance, chain.last));
  note(checkTail(signatures, chain.last?.seq ?? 0));
  return {
    instance,
    entries: chain.entries,
    firstSeq: chain.first ?? 0,
    lastSeq: chain.last?.seq ?? 0,
    lastAt: chain.last?.at,
    signedThrough: signatures.signedThrough?.lastSeq ?? 0,
    findings: findings.toSorted((a, b) => Number(a.weight === 'note') - Number(b.weight === 'note')),
    bad,
  };
}

function* checkStart(first: number | undefined, removedThrough: number): Generator<Finding> {
  if (first === undefined || first === 1) return;
  const range = `records 1 to ${first - 1}`;
  if (removedThrough >= first - 1) {
    yield { weight: 'note', kind: 'removed', seq: 1, message: `${range} were delivered to every sink and removed` };
  } else {
    yield { weight: 'bad', kind: 'gap', seq: 1, message: `${range} are missing` };
  }
}

function* checkTail(signatures: SignatureWalk, lastSeq: number): Generator<Finding> {
  if (signatures.unsigned === 0) return;
  const signed = signatures.signedThrough;
  const since = signed === undefined ? 'nothing is signed' : `signed at ${signed.at} up to record ${signed.lastSeq}`;
  const message = `the last ${signatures.unsigned} records, up to ${lastSeq}, are not signed yet (${since})`;
  yield { weight: 'note', kind: 'unsigned-tail', seq: lastSeq - signatures.unsigned + 1, message };
}

/** A stream that an anchor knows and the spool does not. */
export function* missingStreams(anchors: Anchors, found: ReadonlySet<string>): Generator<Finding> {
  for (const instance of anchors.instances) {
    if (found.has(instance)) continue;
    yield {
      weight: 'bad',
      kind: 'stream-missing',
      message: `there is an anchor of the stream ${instance}, and no such stream`,
    };
  }
}
