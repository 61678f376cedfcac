import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ToolError, type Call, type CallNotes, type Outcome } from '@mcp-chassis/tool-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutcomeStatus } from '../outcome-status.ts';
import { openFileSink } from '../sinks/file/file-sink.ts';
import { openStderrSink } from '../sinks/stderr/stderr-sink.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import type { FullDiskReport } from './full-disk.test.child.ts';
import { openAuditLog, type NodeAuditLogOptions } from './open-audit-log.ts';
import { readSpool } from './read-spool.ts';

let root: string;
let directory: string;
let told: object[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'audit-log-'));
  directory = join(root, 'spool');
  told = [];
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const tell = (fields: object, message: string) => void told.push({ ...fields, message });

const openLog = (options: Partial<NodeAuditLogOptions> = {}) =>
  openAuditLog({
    directory,
    scrubber: smallScrubber,
    sinks: [memorySink()],
    keys: { signing: join(root, 'keys', 'signing-key.pem') },
    log: { warn: tell, error: tell },
    ...options,
  });

const readCalls = () => [...readSpool(directory)].filter((entry) => 'call_id' in entry);

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
  'a call that ended as %s is on disk when its end resolves, and in every sink after closing [C1] [C2]',
  async (status, outcome, notes = {}) => {
    const sinks = [memorySink('first'), memorySink('second')];
    const log = await openLog({ sinks });
    const call = sampleCall({ notes });
    await log.end(call, outcome);
    const expected = { phase: 'outcome', call_id: call.id, outcome: { status } };
    expect(readCalls()).toMatchObject([expected]);
    await log.close();
    for (const sink of sinks) {
      expect(sink.entries).toEqual([...readSpool(directory)]);
      expect(sink.entries.map(({ phase }) => phase)).toEqual(['key', 'start', 'outcome', 'digest']);
      expect(sink.closed).toBe(true);
    }
  },
);

test('warns at every start of a signing key that lies in the spool, by default or by its path, and of no other [C5]', async () => {
  const warning = {
    message:
      'audit: the signing key lies in the spool: whoever can write the spool can sign a forged log; put the key elsewhere',
  };
  for (const keys of [{}, { signing: join(directory, 'deeper', '..', 'deeper', 'key.pem') }]) {
    told = [];
    await (await openLog({ keys })).close();
    expect(told).toContainEqual(warning);
  }
  told = [];
  await (await openLog({ directory: join(root, 'other'), keys: { signing: `${directory}-key.pem` } })).close();
  expect(told).toEqual([]);
});

test('an e-mail, a password and a key in any place a caller can reach are in no line [C1] [D1]', async () => {
  const canary = 'ada.canary@leak.test password=hunter2canary sk_live_canary0123456789';
  const lines: string[] = [];
  const file = join(root, 'audit.ndjson');
  const sinks = [
    await openFileSink({ path: file }),
    openStderrSink({ destination: { write: (line) => void lines.push(line) } }),
  ];
  const log = await openLog({ sinks });
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
  const spooled = [...readSpool(directory)];
  expect(spooled.filter(({ phase }) => ['attempt', 'outcome', 'rejection'].includes(phase))).toHaveLength(5);
  const [instance = ''] = (await readdir(directory, { withFileTypes: true })).flatMap((item) =>
    item.isDirectory() ? [item.name] : [],
  );
  const files = await readdir(join(directory, instance));
  const contents = files.map((name) => readFile(join(directory, instance, name), 'latin1'));
  const places = [...(await Promise.all(contents)), await readFile(file, 'utf8'), lines.join('')];
  expect(lines).toHaveLength(spooled.length);
  for (const text of places) {
    expect(text).not.toContain('leak.test');
    expect(text).not.toContain('canary');
  }
});

test('a thousand calls that end at once are on disk once each, in one unbroken sequence [C1] [C5]', async () => {
  const log = await openLog();
  const calls = Array.from({ length: 1_000 }, () => sampleCall({ received: { sql: 'select 1\n'.repeat(100) } }));
  await Promise.all(calls.map((call) => log.end(call, success)));
  expect(
    readCalls()
      .map((entry) => entry.call_id)
      .toSorted(),
  ).toEqual(calls.map(({ id }) => id).toSorted());
  const streams = [...readSpool(directory)].map(({ stream }) => stream);
  expect(streams.map(({ seq }) => seq)).toEqual(Array.from({ length: 1_002 }, (_, i) => i + 1));
  for (const [i, { prev_hash }] of streams.entries()) expect(prev_hash).toBe(streams[i - 1]?.hash ?? '0'.repeat(64));
  await log.close();
});

test('the attempt of a write can be read before its effect begins [C4]', async () => {
  const log = await openLog();
  const call = sampleCall({ impact: 'write' });
  await log.begin(call);
  expect(readCalls()).toMatchObject([{ phase: 'attempt', call_id: call.id }]);
  await log.close();
});

test('a call whose record cannot be written as JSON is refused alone, among others of the same moment [C1]', async () => {
  const log = await openLog();
  const hostile = sampleCall();
  const broken = sampleCall({ principal: { ...hostile.principal, agent: { id: '\ud800', owner: 'x' } } });
  const calls = [sampleCall(), broken, sampleCall()];
  const ended = await Promise.allSettled(calls.map((call) => log.end(call, success)));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(readCalls().map(({ call_id }) => call_id)).toEqual([calls[0]?.id, calls[2]?.id]);
  await log.close();
});

test('calls are refused while the directory is gone, and answered when it is back [C4]', async () => {
  const log = await openLog();
  const [instance = ''] = (await readdir(directory, { withFileTypes: true })).flatMap((item) =>
    item.isDirectory() ? [item.name] : [],
  );
  await rm(join(directory, instance), { recursive: true });
  await expect(log.end(sampleCall(), success)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await expect(log.begin(sampleCall({ impact: 'high' }))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(log.problem()).toBe('no records can be kept (spool)');
  expect(told).toMatchObject([{ reason: 'ENOENT', message: 'audit: no records can be kept; calls are refused' }]);
  await mkdir(join(directory, instance));
  const call = sampleCall();
  await log.end(call, success);
  expect(log.problem()).toBeUndefined();
  await log.close();
  const kept = [...readSpool(directory)];
  expect(kept.filter(({ phase }) => phase === 'outcome')).toMatchObject([{ call_id: call.id }]);
  expect(kept.filter(({ phase }) => phase === 'outage')).toMatchObject([{ refused: 2, unrecorded_reads: 0 }]);
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
  expect(report.problem).toBe('no records can be kept (spool)');
  expect(report.answered.length).toBeGreaterThan(10);
  expect(report.recorded).toEqual(report.answered);
  expect(report.delivered).toEqual(report.answered);
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
