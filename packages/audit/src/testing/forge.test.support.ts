import { signDigest } from '../node/signed-entry.ts';
import { parseSigningKey } from '../node/signing-key.ts';
import { frameHead, sha256 } from '../node/spool/frame.ts';
import { parseEntry } from '../node/spool/stored-entry.ts';
import { placeEntry, streamHead } from '../stream-head.ts';
import { writeDraft } from '../written-entry.ts';
import type { WrittenSpool } from './written-spool.test.support.ts';

/** `seq` of a line of a segment. */
export const seqOf = (line = '') => Number(/"seq":(\d+)\}/.exec(line)?.[1]);

/** The line with other content, and length and hash as they should be: an attacker knows the format. */
export function reframe(line: string, edit: (json: string) => string): string {
  const json = edit(line.slice(74, -1));
  return frame(json);
}

/** Puts a digest of the attacker's own in the place of the stream's last one, chained as it should be. */
export async function forgeLastDigest(spool: WrittenSpool, pem: string): Promise<number> {
  const segments = await spool.readSegments();
  const [name, lines] = [...segments].at(-1) ?? ['', []];
  const original = lines.pop() ?? '';
  const entry = parseEntry(original.slice(74, -1), original.slice(9, 73));
  if (entry?.phase !== 'digest') throw new Error('the last record is no digest');
  const { stream, signature: _signature, ...content } = entry;
  const draft = signDigest(content, parseSigningKey(pem));
  const head = streamHead({ ...stream, hash: stream.prev_hash, seq: stream.seq - 1 });
  const json = placeEntry(writeDraft(draft), head);
  lines.push(frame(json));
  await spool.writeSegments(new Map([[name, lines]]));
  return stream.seq;
}

const frame = (json: string) => `${frameHead(Buffer.byteLength(json), sha256(json))}${json}\n`;
