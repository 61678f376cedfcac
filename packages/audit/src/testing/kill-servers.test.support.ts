import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { entryKey } from '../entry-key.ts';
import { openAuditLog } from '../node/open-audit-log.ts';
import { readSpool } from '../node/read-spool.ts';
import { readAnchors } from '../node/verify/anchors.ts';
import { verifySpool } from '../node/verify/verify-spool.ts';
import type { AuditEntry } from '../record.ts';
import { openFileSink } from '../sinks/file/file-sink.ts';
import { smallScrubber } from './small-scrubber.test.support.ts';
import { quiet } from './written-spool.test.support.ts';

const child = new URL('../node/killed.test.child.ts', import.meta.url).pathname;
const longestLifeMs = 400;

/** Lets a server run under load and kills it at a random moment, `kills` times over. */
async function killServers(root: string, kills: number): Promise<void> {
  for (let run = 0; run < kills; run += 1) {
    const server = spawn(process.execPath, [child, root, `run${run}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(server, 'exit');
    await once(server.stdout, 'data');
    await setTimeout(Math.random() * longestLifeMs);
    server.kill('SIGKILL');
    await exited;
  }
}

/** What must hold after servers were killed: nothing that was said is missing, nothing is there twice, the chain is whole. */
export async function expectNothingLost(root: string, kills: number): Promise<{ calls: number; unknown: number }> {
  await killServers(root, kills);
  const directory = join(root, 'spool');
  const shipped = join(root, 'shipped.ndjson');
  const log = await openAuditLog({
    directory,
    scrubber: smallScrubber,
    sinks: [await openFileSink({ path: shipped })],
    keys: { signing: join(root, 'keys', 'signing.pem'), hmac: join(root, 'keys', 'hmac.key') },
    drainMs: 60_000,
    log: quiet,
  });
  await log.close();
  const said = (await readFile(join(root, 'said'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const saidOf = (what: string) => said.flatMap(([kind, id = '']) => (kind === what ? [id] : []));
  const entries = [...readSpool(directory)];
  const attempts = idsOf(entries, 'attempt');
  const outcomes = idsOf(entries, 'outcome');
  expect(outcomes.size).toBe(entries.filter(({ phase }) => phase === 'outcome').length);
  expect(saidOf('answered').filter((id) => !outcomes.has(id))).toEqual([]);
  expect(saidOf('effect').filter((id) => !attempts.has(id))).toEqual([]);
  expect([...attempts].filter((id) => !outcomes.has(id))).toEqual([]);
  expect(verifySpool(directory, { anchors: await readAnchors(shipped) })).toMatchObject({ ok: true });
  const lines = (await readFile(shipped, 'utf8')).trim().split('\n');
  const delivered = new Set(lines.map((line) => entryKey(JSON.parse(line) as AuditEntry)));
  expect(entries.map(entryKey).filter((key) => !delivered.has(key))).toEqual([]);
  const unknown = entries.filter((entry) => entry.phase === 'outcome' && entry.outcome.status === 'unknown').length;
  return { calls: saidOf('answered').length, unknown };
}

function idsOf(entries: readonly AuditEntry[], phase: AuditEntry['phase']): Set<string> {
  return new Set(entries.flatMap((entry) => (entry.phase === phase && 'call_id' in entry ? [entry.call_id] : [])));
}
