import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { AuditEntry, DigestRecord } from '../../record.ts';
import { hasSignatureOf, namesItsKey } from '../signed-entry.ts';
import type { Finding } from './finding.ts';

/** Digests that were kept elsewhere, by instance and then by the `seq` they reach to. */
export class Anchors {
  readonly #byInstance = new Map<string, Map<number, DigestRecord>>();
  readonly #forged: Finding[] = [];

  get instances(): Iterable<string> {
    return this.#byInstance.keys();
  }

  /** Anchors whose signature is not of what they say. */
  get forged(): readonly Finding[] {
    return this.#forged;
  }

  add(digest: DigestRecord): void {
    const { instance, last_seq, public_key } = digest;
    if (!namesItsKey(digest) || !hasSignatureOf(digest, public_key)) {
      const message = `the anchor of ${instance} up to record ${last_seq} is forged`;
      this.#forged.push({ weight: 'bad', kind: 'anchor-forged', seq: last_seq, message });
      return;
    }
    const known = this.#byInstance.get(instance) ?? new Map<number, DigestRecord>();
    this.#byInstance.set(instance, known.set(last_seq, digest));
  }

  /** What the anchors say against an entry of the log. */
  *check({ stream: { instance, seq, hash } }: AuditEntry): Generator<Finding> {
    const anchor = this.#byInstance.get(instance)?.get(seq);
    if (anchor === undefined || anchor.last_hash === hash) return;
    const message = `record ${seq} is not the one that the anchor of ${anchor.at} was signed for: records ${anchor.first_seq} to ${seq} were replaced`;
    yield { weight: 'bad', kind: 'anchor-mismatch', seq: anchor.first_seq, message };
  }

  /** What the anchors say about the end of the log. */
  *checkEnd(instance: string, last: { readonly seq: number; readonly at: string } | undefined): Generator<Finding> {
    const furthest = Math.max(0, ...(this.#byInstance.get(instance)?.keys() ?? []));
    const anchor = this.#byInstance.get(instance)?.get(furthest);
    if (anchor === undefined || furthest <= (last?.seq ?? 0)) return;
    const end = last === undefined ? 'the log is empty' : `the log ends at record ${last.seq} of ${last.at}`;
    const message = `${end}, but the anchor signed at ${anchor.at} says that it reached record ${furthest}`;
    yield { weight: 'bad', kind: 'anchor-beyond', seq: (last?.seq ?? 0) + 1, message };
  }
}

/**
 * Reads what a sink kept: lines of JSON, each an entry or an object that has one under `audit`. All but digests are
 * passed over.
 *
 * @throws Error when the file cannot be read or holds no anchor.
 */
export async function readAnchors(path: string): Promise<Anchors> {
  const anchors = new Anchors();
  let found = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line.includes('"digest"')) continue;
    const digest = parseDigest(line);
    if (digest === undefined) continue;
    anchors.add(digest);
    found += 1;
  }
  if (found === 0) throw new Error(`${path} holds no anchors: no line of it is a digest`);
  return anchors;
}

function parseDigest(line: string): DigestRecord | undefined {
  try {
    const value = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const entry = (value['audit'] ?? value) as Partial<DigestRecord>;
    const isDigest =
      entry.phase === 'digest' &&
      Number.isSafeInteger(entry.last_seq) &&
      [entry.instance, entry.last_hash, entry.public_key, entry.signature].every((text) => typeof text === 'string');
    return isDigest ? (entry as DigestRecord) : undefined;
  } catch {
    return undefined;
  }
}
