import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditSink } from '@mcp-chassis/audit';
import { openAuditLog, openFileSink } from '@mcp-chassis/audit/node';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import type { AuditLog, Call, Outcome } from '@mcp-chassis/tool-kit';

const callers = 64;
const callsPerRound = 10_000;
const warmUpRounds = 3;
const rounds = 15;
const demandedUs = 30;

const scrubber = createScrubber();
const callScrub = scrubber.start();
const value = {
  columns: ['id', 'status', 'total'],
  row_count: 3,
  rows: [
    [1, 'paid', 19.9],
    [2, 'open', 120.5],
    [3, 'paid', 7.25],
  ],
};
const outcome: Outcome = { ok: true, value, sent: { text: JSON.stringify(value) } };
const nowhere: AuditSink = { name: 'nowhere', deliver: async () => {}, close: async () => {} };

const directory = await mkdtemp(join(tmpdir(), 'audit-cost-'));
const open = (name: string, sink: AuditSink) =>
  openAuditLog({ directory: join(directory, name), scrubber, sinks: [sink] });
const subjects: readonly (readonly [name: string, run: () => Promise<number>])[] = await Promise.all(
  [
    ['the call alone', undefined],
    ['with its record in the spool', await open('nowhere', nowhere)],
    ['and in a file sink', await open('file', await openFileSink({ path: join(directory, 'audit.ndjson') }))],
  ].map(async ([name, log]) => [String(name), () => measure(log as AuditLog | undefined)] as const),
);

const costs = new Map<string, number[]>(subjects.map(([name]) => [name, []]));
for (let round = -warmUpRounds; round < rounds; round += 1) {
  for (const [name, run] of subjects) {
    const cost = await run();
    if (round >= 0) costs.get(name)?.push(cost);
  }
}
const medians = [...costs].map(([name, all]) => ({ name, us: median(all) }));
const base = medians[0]?.us ?? 0;
for (const { name, us } of medians) {
  const added = us - base;
  process.stdout.write(
    `${name.padEnd(32)} ${us.toFixed(1).padStart(6)} us of CPU a call${added > 0 ? `, ${added.toFixed(1)} us more` : ''}\n`,
  );
}
await rm(directory, { recursive: true });
process.exit((medians[1]?.us ?? 0) - base < demandedUs ? 0 : 1);

/** CPU time of the whole process per call, in us, with 64 callers at once. */
async function measure(log: AuditLog | undefined): Promise<number> {
  const before = process.cpuUsage();
  let left = callsPerRound;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (; left > 0; left -= 1) {
        const call = makeCall(left);
        if (log === undefined) await new Promise(setImmediate);
        else await log.end(call, outcome);
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsPerRound;
}

function makeCall(index: number): Call {
  const startedAt = Date.now();
  return {
    id: `01K${String(index).padStart(23, '0')}`,
    server: {
      name: 'postgres-replicas',
      version: '1.0.0',
      owner: 'orders-oncall@example.com',
      environment: 'staging',
      toolsHash: 'ab'.repeat(32),
    },
    operation: { kind: 'tool', name: 'query_replica', schemaHash: 'cd'.repeat(32) },
    args: {},
    received: { target: 'orders', sql: 'SELECT id, status, total FROM app.orders WHERE id < 4 ORDER BY id' },
    principal: {
      agent: { id: 'debug-agent', owner: 'team-lead@example.com' },
      permissions: ['replicas:read'],
      groups: [],
      auth: { method: 'jwt', issuer: 'https://idp.example.com' },
    },
    impact: 'read',
    permission: 'replicas:read',
    signal: new AbortController().signal,
    startedAt,
    deadline: startedAt + 10_000,
    trace: {},
    source: {
      transport: 'http',
      address: '192.0.2.7',
      userAgent: 'claude-code/2.1',
      client: { name: 'claude-code', version: '2.1.0' },
    },
    protocolVersion: '2025-11-25',
    scrub: callScrub,
    notes: {},
    progress: () => {},
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
