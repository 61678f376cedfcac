import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isToolError } from '@mcp-chassis/tool-kit';
import type { AuditEntry } from '../record.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { openAuditLog } from './open-audit-log.ts';
import { readSpool } from './read-spool.ts';

/** What happened on the full disk. */
export interface FullDiskReport {
  readonly answered: readonly string[];
  readonly refusedWith: readonly string[];
  readonly problem: string;
  /** Ids of the outcome records in the spool, and of those that the sink got. */
  readonly recorded: readonly string[];
  readonly delivered: readonly string[];
  readonly problemAfterwards: string;
}

const directory = process.argv[2] ?? '';
const ballast = join(directory, 'ballast');
await writeFile(ballast, Buffer.alloc(512 * 1_024));
const sink = memorySink();
const spool = join(directory, 'spool');
const quiet = { warn: () => {}, error: () => {} };
const log = await openAuditLog({ directory: spool, scrubber: smallScrubber, sinks: [sink], log: quiet });

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

const idsOf = (entries: Iterable<AuditEntry>) =>
  [...entries].flatMap((entry) => (entry.phase === 'outcome' ? [entry.call_id] : [])).toSorted();
const report: FullDiskReport = {
  answered: answered.toSorted(),
  refusedWith: [...refusedWith],
  problem,
  recorded: idsOf(readSpool(spool)),
  delivered: idsOf(sink.entries),
  problemAfterwards,
};
process.stdout.write(JSON.stringify(report));
