import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ToolError, type Call, type CallNotes, type Outcome } from '@mcp-chassis/tool-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutcomeStatus } from '../outcome-status.ts';
import type { AuditEntry } from '../record.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import type { FullDiskReport } from './full-disk.test.child.ts';
import { openNodeAuditLog } from './node-audit-log.ts';

let root: string;
let file: string;
let stderr: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'audit-log-'));
  file = join(root, 'log', 'audit.ndjson');
  stderr = [];
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const openLog = () =>
  openNodeAuditLog({ file, scrubber: smallScrubber, destination: { write: (line) => void stderr.push(line) } });

async function readEntries(): Promise<AuditEntry[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as AuditEntry);
}

const failure = (code: string, effect: 'none' | 'unknown' = 'none'): Outcome => ({
  ok: false,
  error: new ToolError(code, 'No.'),
  effect,
});
const success: Outcome = { ok: true, value: { targets: ['orders'] } };

type Ending = [status: OutcomeStatus, outcome: Outcome, notes?: CallNotes];

const endings: readonly Ending[] = [
  ['success', success],
  ['error', failure('INTERNAL_ERROR')],
  ['invalid_input', failure('INVALID_INPUT')],
  ['unknown_tool', failure('UNKNOWN_TOOL')],
  ['unauthenticated', failure('UNAUTHENTICATED')],
  ['denied', failure('FORBIDDEN')],
  ['flag_off', failure('UNKNOWN_TOOL'), { flag: 'query_replica' }],
  ['rate_limited', failure('RATE_LIMITED')],
  ['overloaded', failure('OVERLOADED')],
  ['approval_required', failure('APPROVAL_REQUIRED')],
  ['approval_denied', failure('APPROVAL_DENIED')],
  ['timeout', failure('TIMEOUT')],
  ['cancelled', failure('CANCELLED')],
  ['circuit_open', failure('UPSTREAM_UNAVAILABLE'), { circuitOpen: true }],
  ['audit_unavailable', failure('AUDIT_UNAVAILABLE')],
  ['unknown', failure('TIMEOUT', 'unknown')],
];

test.each<Ending>(endings)(
  'a call that ended as %s has its record in the file and on stderr [C1]',
  async (status, outcome, notes = {}) => {
    const log = await openLog();
    const call = sampleCall({ notes });
    await log.end(call, outcome);
    const expected = { phase: 'outcome', call_id: call.id, outcome: { status } };
    expect(await readEntries()).toMatchObject([expected]);
    expect(stderr.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ audit: expected }]);
    await log.close();
  },
);

test('an e-mail, a password and a key in any place a caller can reach are in no line [C1] [D1]', async () => {
  const canary = 'ada.canary@leak.test password=hunter2canary sk_live_canary0123456789';
  const log = await openLog();
  const hostile: Partial<Call> = {
    operation: { kind: 'tool', name: canary, schemaHash: '' },
    received: { sql: canary, params: [canary, { [canary]: 1 }], password: 'hunter2canary' },
    source: { transport: 'http', userAgent: canary, client: { name: canary, version: canary } },
    trace: { traceparent: canary, tracestate: canary },
    protocolVersion: canary,
    impact: 'high',
    notes: { decision: { effect: 'deny', reason: canary } },
  };
  const error = new ToolError('QUERY_FAILED', canary, { details: { hint: canary }, cause: new Error(canary) });
  await log.begin(sampleCall(hostile));
  await log.end(sampleCall(hostile), {
    ok: true,
    value: { rows: [[canary]], deep: { long: `${canary} `.repeat(500) } },
  });
  await log.end(sampleCall(hostile), { ok: false, error, effect: 'unknown' });
  await log.end(sampleCall(), { ok: false, error: new ToolError(canary, canary), effect: 'none' });
  log.reject({
    server: sampleCall().server,
    at: 0,
    reason: 'unauthenticated',
    status: 401,
    address: '192.0.2.1',
    userAgent: canary,
  });
  await log.close();
  expect(await readEntries()).toHaveLength(5);
  expect(stderr).toHaveLength(5);
  const everything = (await readFile(file, 'utf8')) + stderr.join('');
  expect(everything).not.toContain('leak.test');
  expect(everything).not.toContain('canary');
});

test('a thousand calls that end at once leave whole lines, each call exactly once [C1]', async () => {
  const log = await openLog();
  const calls = Array.from({ length: 1_000 }, () => sampleCall({ received: { sql: 'select 1\n'.repeat(100) } }));
  await Promise.all(calls.map((call) => log.end(call, success)));
  const ids = (await readEntries()).map((entry) => ('call_id' in entry ? entry.call_id : entry.phase));
  expect(ids.toSorted()).toEqual(calls.map(({ id }) => id).toSorted());
  await log.close();
});

test('the attempt of a write can be read before its effect begins [C4]', async () => {
  const log = await openLog();
  const call = sampleCall({ impact: 'write' });
  await log.begin(call);
  expect(await readEntries()).toMatchObject([{ phase: 'attempt', call_id: call.id }]);
  await log.close();
});

test('calls are refused while the directory is gone, and answered when it is back [C4]', async () => {
  const log = await openLog();
  await rename(join(root, 'log'), join(root, 'moved'));
  await rm(join(root, 'moved'), { recursive: true });
  await expect(log.end(sampleCall(), success)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await expect(log.begin(sampleCall({ impact: 'high' }))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(log.problem()).toBe('no records can be kept (file)');
  await mkdir(join(root, 'log'));
  const call = sampleCall();
  await log.end(call, success);
  expect(log.problem()).toBeUndefined();
  await log.close();
  const kept = await readEntries();
  expect(kept.filter(({ phase }) => phase === 'outcome')).toMatchObject([{ call_id: call.id }]);
  expect(kept.filter(({ phase }) => phase === 'outage')).toMatchObject([{ failed_writes: 2 }]);
});

test('on a full disk calls are refused, every answered call has its record, and service resumes [C4]', async ({
  skip,
}) => {
  if (!canMountOwnDisk()) return skip('this machine lets nobody mount a file system of their own');
  const child = new URL('./full-disk.test.child.ts', import.meta.url).pathname;
  const script = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$0" "$2" "$1"';
  const command = ['-rm', 'sh', '-c', script, process.execPath, root, child];
  const { stdout } = await promisify(execFile)('unshare', command);
  const report = JSON.parse(stdout) as FullDiskReport;
  expect(report.refusedWith).toEqual(['AUDIT_UNAVAILABLE']);
  expect(report.problem).toBe('no records can be kept (file)');
  expect(report.answered.length).toBeGreaterThan(10);
  expect(report.recorded).toEqual(report.answered);
  expect(report.problemAfterwards).toBe('none');
});

function canMountOwnDisk(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
