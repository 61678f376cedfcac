import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { OutcomeStatus } from '../../outcome-status.ts';
import type { AuditEntry } from '../../record.ts';
import { describeAuditSink } from '../../testing/describe-audit-sink.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openStderrSink } from './stderr-sink.ts';

const never = new AbortController().signal;

interface Line {
  readonly level: number;
  readonly time: string;
  readonly msg: string;
  readonly audit: AuditEntry;
}

function openLines() {
  const lines: string[] = [];
  const pipe = { broken: false };
  const destination = {
    write(line: string) {
      if (pipe.broken) throw new Error('EPIPE: broken pipe, write');
      lines.push(line);
    },
  };
  const open = () => openStderrSink({ destination });
  return { sink: open(), reopen: async () => open(), pipe, read: () => lines.map((line) => JSON.parse(line) as Line) };
}

describeAuditSink('openStderrSink', {
  async open() {
    const lines = openLines();
    return { ...lines, read: async () => lines.read().map(({ audit }) => audit) };
  },
  faults: {
    'has a broken pipe': {
      cause: ({ pipe }) => void (pipe.broken = true),
      mend: ({ pipe }) => void (pipe.broken = false),
    },
  },
  repeated: 'kept once by a process',
});

const info = 30;
const warn = 40;
const error = 50;

test.each<[OutcomeStatus, number]>([
  ['success', info],
  ['cancelled', info],
  ['approval_required', info],
  ['denied', warn],
  ['rate_limited', warn],
  ['flag_off', warn],
  ['timeout', error],
  ['unknown', error],
  ['audit_unavailable', error],
])('a call that ended as %s is a line of level %i [C3]', async (status, level) => {
  const { sink, read } = openLines();
  await sink.deliver(keptEntries({ ...sampleEntry(1), outcome: { status, effect: 'none', upstream: [] } }), never);
  expect(read()).toMatchObject([{ level, msg: 'audit', audit: { outcome: { status } } }]);
});

test('a delivery that was given up before it began has kept nothing, and comes again [C2]', async () => {
  const { sink, read } = openLines();
  await expect(sink.deliver(keptEntries(sampleEntry(1)), AbortSignal.abort())).rejects.toThrow('aborted');
  expect(read()).toEqual([]);
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  expect(read()).toHaveLength(1);
});

test('a line has an ISO time and names neither host nor process [C3]', async () => {
  const { sink, read } = openLines();
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  const [line] = read();
  expect(Object.keys(line ?? {})).toEqual(['level', 'time', 'audit', 'msg']);
  expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

/** Runs a process that writes three records to its stderr and kills itself. */
async function runChild(mode: 'silent' | 'report', stderr: 'read' | 'abandoned' | number) {
  const script = new URL('./stderr.test.child.ts', import.meta.url).pathname;
  const own = typeof stderr === 'number' ? stderr : 'pipe';
  const child = spawn(process.execPath, [script, mode], { stdio: ['pipe', 'pipe', own] });
  const exited = once(child, 'exit');
  const output = child.stdout === null ? '' : text(child.stdout);
  const errors = stderr === 'read' && child.stderr !== null ? text(child.stderr) : '';
  if (stderr === 'abandoned') child.stderr?.destroy();
  child.stdin?.end();
  await exited;
  return { stdout: await output, stderr: await errors, signal: child.signalCode };
}

test('by default lines go to stderr before the delivery resolves, and stdout stays empty [A8] [C3]', async () => {
  const { stdout, stderr } = await runChild('silent', 'read');
  expect(stdout).toBe('');
  const entries = stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as Line).audit);
  expect(entries).toEqual([1, 2, 3].map(sampleEntry));
});

test('a process whose stderr nobody reads any more goes on [C3]', async () => {
  const { stdout, signal } = await runChild('report', 'abandoned');
  expect({ stdout, signal }).toEqual({ stdout: 'rejected fulfilled fulfilled', signal: 'SIGKILL' });
});

test('a process whose stderr is read late goes on meanwhile, and no line is torn or lost [C3]', async () => {
  const script = new URL('./stderr.test.child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, 'crowd'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = child.stdout.setEncoding('utf8');
  expect(await once(output, 'data')).toEqual(['goes on ']);
  const [rest, lines] = await Promise.all([text(output), text(child.stderr)]);
  expect(rest).toBe('fulfilled');
  const entries = lines.trim().split('\n');
  expect(entries.map((line) => (JSON.parse(line) as Line).audit)).toEqual(
    Array.from({ length: 1_000 }, (_, i) => sampleEntry(i)),
  );
});

test('a process whose stderr is a full disk goes on, and every delivery says so [C3]', async ({ skip }) => {
  if (!existsSync('/dev/full')) return skip('this system has no /dev/full');
  const full = await open('/dev/full', 'w');
  const { stdout, signal } = await runChild('report', full.fd);
  await full.close();
  expect({ stdout, signal }).toEqual({ stdout: 'rejected rejected rejected', signal: 'SIGKILL' });
});
