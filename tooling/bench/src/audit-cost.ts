import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditSink } from '@mcp-chassis/audit';
import { openAuditLog, openFileSink } from '@mcp-chassis/audit/node';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import type { AuditLog, Call, Json, JsonObject, Outcome, ServerIdentity } from '@mcp-chassis/tool-kit';

/*
 * CPU time of the whole process (user and system, collector and compiler threads included) that the record of a read adds
 * to its call: scrubbing, HMAC, chain, group write, signatures, rotation, and the sink's part. Every call has arguments and
 * a result of its own, parsed from text as on the wire; making them is what "the call alone" costs.
 *
 * CPU time is time: on a core whose other half somebody else keeps busy the same work takes up to twice as much of it. The
 * least of the rounds, each of 10,000 calls with the collections they cause, is what the code costs at the machine's full
 * speed; the median is what this machine made of it, and by that the demand is judged.
 */
const concurrencies = [64, 1];
const callsPerRound = 10_000;
const warmUpRounds = 3;
const rounds = 5;
/** Of all subjects in turn: a slow minute of the machine hits all alike. */
const passes = 3;
const demandedUs = 30;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const schemaHash = sha256('schema');
const server: ServerIdentity = {
  name: 'postgres-replicas',
  version: '1.0.0',
  owner: 'orders-oncall@example.com',
  environment: 'staging',
  toolsHash: sha256('schemas'),
};
const scrubber = createScrubber();
const callScrub = scrubber.start();
const nowhere: AuditSink = { name: 'nowhere', deliver: async () => {}, close: async () => {} };

const baseline = 'the call alone';
const inSpool = 'with its record in the spool';
const inFile = 'and in a file sink';

const [, script = '', subject, callers] = process.argv;
if (subject !== undefined) process.stdout.write(JSON.stringify(await measureAll(subject, Number(callers))));
else process.exitCode = compare();

/** Each in a process of its own, as a server has one log. */
function compare(): number {
  let added = Number.POSITIVE_INFINITY;
  for (const atOnce of concurrencies) {
    process.stdout.write(`${atOnce === 1 ? 'one call' : `${atOnce} calls`} at a time, us of CPU a call\n`);
    const measured = new Map<string, number[]>([baseline, inSpool, inFile].map((name) => [name, []]));
    for (let pass = 0; pass < passes; pass += 1) {
      for (const [name, costs] of measured) {
        const printed = execFileSync(process.execPath, [script, name, `${atOnce}`], { encoding: 'utf8' });
        costs.push(...(JSON.parse(printed) as number[]));
      }
    }
    const alone = summarise(measured.get(baseline) ?? []);
    for (const [name, costs] of measured) {
      const { least, median } = summarise(costs);
      const more = { least: least - alone.least, median: median - alone.median };
      if (name === inSpool && atOnce > 1) added = more.median;
      const note = name === baseline ? '' : `, ${more.least.toFixed(1)} more (median ${more.median.toFixed(1)})`;
      process.stdout.write(`  ${name.padEnd(30)} least ${padded(least)}, median ${padded(median)}${note}\n`);
    }
  }
  return added < demandedUs ? 0 : 1;
}

async function measureAll(name: string, atOnce: number): Promise<readonly number[]> {
  const directory = await mkdtemp(join(tmpdir(), 'audit-cost-'));
  const log = name === baseline ? undefined : await openLog(directory, name);
  const costs: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const cost = await measure(atOnce, log);
    if (round >= 0) costs.push(cost);
  }
  await log?.close();
  await rm(directory, { recursive: true });
  return costs;
}

async function openLog(directory: string, name: string): Promise<AuditLog> {
  const sink = name === inFile ? await openFileSink({ path: join(directory, 'audit.ndjson') }) : nowhere;
  const keys = { signing: join(directory, 'signing-key.pem') };
  return openAuditLog({ directory: join(directory, 'spool'), scrubber, sinks: [sink], keys });
}

async function measure(callers: number, log: AuditLog | undefined): Promise<number> {
  const before = process.cpuUsage();
  let left = callsPerRound;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (; left > 0; left -= 1) {
        const call = makeCall(left);
        const outcome = makeOutcome(left);
        // What waiting for the record costs is part of it.
        await log?.end(call, outcome);
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsPerRound;
}

function makeOutcome(index: number): Outcome {
  const text = `{"columns":["id","status","total"],"row_count":3,"rows":[[${index},"paid",19.9],[2,"open",120.5],[3,"paid",7.25]]}`;
  return { ok: true, value: JSON.parse(text) as JsonObject, sent: { text } };
}

function makeCall(index: number): Call {
  const startedAt = Date.now();
  const sql = `SELECT id, status, total FROM app.orders WHERE id < ${index} ORDER BY id`;
  return {
    id: `01K${String(index).padStart(23, '0')}`,
    server,
    operation: { kind: 'tool', name: 'query_replica', schemaHash },
    args: {},
    received: JSON.parse(`{"target":"orders","sql":"${sql}"}`) as Json,
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
    notes: { decision: { effect: 'allow', reason: 'scope replicas:read', policy: 'oauth-scope' } },
    progress: () => {},
  };
}

function summarise(costs: readonly number[]): { readonly least: number; readonly median: number } {
  const sorted = costs.toSorted((a, b) => a - b);
  return { least: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}

function padded(us: number): string {
  return us.toFixed(1).padStart(5);
}
