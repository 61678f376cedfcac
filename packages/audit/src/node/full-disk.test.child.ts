import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isToolError } from '@mcp-chassis/tool-kit';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { openNodeAuditLog } from './node-audit-log.ts';

/** What happened on the full disk. */
export interface FullDiskReport {
  readonly answered: readonly string[];
  readonly refusedWith: readonly string[];
  readonly problem: string;
  /** Ids of the outcome records that are whole lines. */
  readonly recorded: readonly string[];
  readonly problemAfterwards: string;
}

const directory = process.argv[2] ?? '';
const ballast = join(directory, 'ballast');
await writeFile(ballast, Buffer.alloc(512 * 1_024));
const file = join(directory, 'audit.ndjson');
const log = await openNodeAuditLog({ file, scrubber: smallScrubber, stderr: false });

const answered: string[] = [];
const refusedWith = new Set<string>();

async function end(): Promise<void> {
  const call = sampleCall({ received: { sql: 'select 1 '.repeat(450) } });
  try {
    await log.end(call, { ok: true, value: {} });
    answered.push(call.id);
  } catch (error) {
    refusedWith.add(isToolError(error) ? error.code : 'not a ToolError');
  }
}

while (refusedWith.size === 0) await Promise.all(Array.from({ length: 32 }, end));
const problem = log.problem() ?? 'none';
await rm(ballast);
await Promise.all(Array.from({ length: 32 }, end));
const problemAfterwards = log.problem() ?? 'none';
await log.close();

const recorded: string[] = [];
for (const line of (await readFile(file, 'utf8')).split('\n')) {
  const [, id] = /^\{"phase":"outcome","v":1,"call_id":"(\w+)".*\}$/.exec(line) ?? [];
  if (id !== undefined) recorded.push(id);
}
const report: FullDiskReport = {
  answered: answered.toSorted(),
  refusedWith: [...refusedWith],
  problem,
  recorded: recorded.toSorted(),
  problemAfterwards,
};
process.stdout.write(JSON.stringify(report));
