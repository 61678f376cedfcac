import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { listSegments, segmentPath } from '../node/spool/segment-files.ts';
import { readFrames } from '../node/spool/read-frames.ts';
import { nodeSpoolFs as fs } from '../node/spool/spool-fs.ts';
import { parseEntry } from '../node/spool/stored-entry.ts';
import { exitCodes, UsageError, type CliIo } from './cli-io.ts';
import { onePath } from './one-path.ts';

const lookEveryMs = 200;

/** `mcp-audit tail`. */
export async function tailCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      follow: { type: 'boolean', short: 'f', default: false },
      n: { type: 'string', short: 'n', default: '10' },
    },
  });
  const directory = onePath(positionals, 'the directory of a spool');
  const count = parseCount(values.n);
  const tails = new Map<string, InstanceTail>();
  findTails(directory, tails);
  if (tails.size === 0 && !values.follow) throw new UsageError(`${directory} holds no audit stream`);
  for (const tail of tails.values()) for (const line of tail.last(count)) io.out(line);
  while (values.follow && !io.signal.aborted) {
    await setTimeout(lookEveryMs, undefined, { signal: io.signal }).catch(() => {});
    findTails(directory, tails);
    for (const tail of tails.values()) for (const line of tail.more()) io.out(line);
  }
  return exitCodes.ok;
}

function parseCount(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('-n: expected a number, or all');
  return Number(text);
}

function findTails(directory: string, known: Map<string, InstanceTail>): void {
  for (const path of [directory, ...fs.list(directory).map((name) => join(directory, name))]) {
    if (!known.has(path) && listSegments(fs, path).length > 0) known.set(path, new InstanceTail(path));
  }
}

/** Where the reading of one instance has got to. */
class InstanceTail {
  readonly #directory: string;
  #segment = 0;
  #offset = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The last `count` records that are there. */
  last(count: number): readonly string[] {
    const lines: string[] = [];
    for (const line of this.more()) {
      lines.push(line);
      if (lines.length > count) lines.shift();
    }
    return lines;
  }

  /** The records that were written since. */
  *more(): Generator<string> {
    for (const index of listSegments(fs, this.#directory)) {
      if (index < this.#segment) continue;
      if (index > this.#segment) [this.#segment, this.#offset] = [index, 0];
      yield* this.#read(index);
    }
  }

  *#read(index: number): Generator<string> {
    const file = fs.openRead(segmentPath(this.#directory, index));
    try {
      for (const frame of readFrames(file, this.#offset)) {
        // Half a record may be one that is being written: it is looked at again.
        if (frame.kind === 'torn') return;
        this.#offset = frame.end;
        const entry = frame.kind === 'entry' ? parseEntry(frame.json, frame.hash) : undefined;
        if (entry !== undefined) yield JSON.stringify(entry);
      }
    } finally {
      file.close();
    }
  }
}
