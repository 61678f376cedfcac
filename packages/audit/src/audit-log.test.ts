import { ToolError, type Outcome } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { createAuditLog } from './audit-log.ts';
import { memorySink } from './testing/memory-sink.test.support.ts';
import { sampleCall, startedAt } from './testing/sample-call.test.support.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';

const success: Outcome = { ok: true, value: { targets: ['orders'] } };

function openLog(sinks = [memorySink()]) {
  const problems: string[] = [];
  const log = createAuditLog({
    scrubber: smallScrubber,
    sinks,
    now: () => startedAt + 250,
    onProblem: ({ sink }) => problems.push(sink),
  });
  return { log, sinks, sink: sinks[0] ?? memorySink(), problems };
}

test('the record of a call says who, what, when, from where, with which version and how it ended [C1]', async () => {
  const { log, sink } = openLog();
  const call = sampleCall({
    principal: {
      agent: { id: 'debug-agent', owner: 'team-lead@sandbox.test' },
      user: 'ada@sandbox.test',
      permissions: [],
      groups: [],
      auth: { method: 'jwt', issuer: 'https://idp.test', tokenHash: 'c0ffee' },
    },
    source: {
      transport: 'http',
      address: '192.0.2.7',
      userAgent: 'claude-code/2.1',
      client: { name: 'claude-code', version: '2.1.0' },
    },
    trace: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'vendor=anything' },
    notes: {
      decision: { effect: 'allow', reason: 'scope replicas:read', policy: 'v7' },
      approval: { id: 'ap_1', approver: 'grace@sandbox.test' },
      upstream: [{ name: 'orders', attempts: 1 }],
    },
  });
  await log.end(call, success);
  expect(sink.entries).toEqual([
    {
      v: 1,
      call_id: call.id,
      phase: 'outcome',
      started_at: '2026-11-21T08:00:00.000Z',
      at: '2026-11-21T08:00:00.250Z',
      duration_ms: 250,
      environment: 'production',
      server: { name: 'postgres-replicas', version: '1.2.3', owner: 'on-call@sandbox.test' },
      trace: { trace_id: '0af7651916cd43dd8448eb211c80319c', parent_id: 'b7ad6b7169203331' },
      actor: {
        agent: 'debug-agent',
        owner: 'team-lead@sandbox.test',
        user: 'ada@sandbox.test',
        auth: { method: 'jwt', issuer: 'https://idp.test', token_hash: 'c0ffee' },
        client: { name: 'claude-code', version: '2.1.0' },
      },
      source: { transport: 'http', address: '192.0.2.7', user_agent: 'claude-code/2.1' },
      protocol: '2025-11-25',
      operation: {
        kind: 'tool',
        name: 'query_replica',
        schema_hash: 'ab'.repeat(32),
        impact: 'read',
        permission: 'replicas:read',
      },
      request: { value: { target: 'orders' }, bytes: 19, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      response: { value: { targets: ['orders'] }, bytes: 22, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      decision: { effect: 'allow', reason: 'scope replicas:read', policy: 'v7' },
      approval: { id: 'ap_1', approver: 'grace@sandbox.test' },
      outcome: { status: 'success', effect: 'none', upstream: [{ name: 'orders', attempts: 1 }] },
      scrubbed: { answer: {}, record: {} },
    },
  ]);
});

test('the record of a refusal holds its code, message and details [C1]', async () => {
  const { log, sink } = openLog();
  const error = new ToolError('RATE_LIMITED', 'Too many calls.', { retryAfterMs: 500, details: { limit: 10 } });
  await log.end(sampleCall({ notes: { limit: 'agent' } }), { ok: false, error, effect: 'none' });
  expect(sink.entries).toMatchObject([
    {
      limit: 'agent',
      response: { value: { limit: 10 } },
      outcome: {
        status: 'rate_limited',
        code: 'RATE_LIMITED',
        message: 'Too many calls.',
        retryable: true,
        effect: 'none',
      },
    },
  ]);
});

test('texts a caller may choose are bounded, rendered and scrubbed [C1] [A16] [D1]', async () => {
  const { log, sink } = openLog();
  const hostile = `\u001B[31m${'x'.repeat(100)} ada\u200B@leak.test ${'🎉'.repeat(5_000)}`;
  const call = sampleCall({
    operation: { kind: 'tool', name: hostile, schemaHash: '' },
    source: { transport: 'http', userAgent: hostile, client: { name: hostile, version: hostile } },
    protocolVersion: hostile,
    trace: { traceparent: hostile, tracestate: hostile },
  });
  await log.end(call, success);
  const line = JSON.stringify(sink.entries);
  expect(line).not.toContain('ada@');
  expect(line).not.toContain('\u001B');
  expect(line).not.toContain('\\u001b');
  expect(line.isWellFormed()).toBe(true);
  expect(Buffer.byteLength(line)).toBeLessThan(2_500);
  expect(sink.entries).toMatchObject([{ scrubbed: { record: { email: 5 } } }]);
});

test('what was scrubbed from the answer and from the record is counted by type [D4]', async () => {
  const { log, sink } = openLog();
  const call = sampleCall({ received: { to: 'ada@leak.test', password: 'hunter2' } });
  call.scrub.text('ada@leak.test and grace@leak.test');
  await log.end(call, success);
  expect(sink.entries).toMatchObject([{ scrubbed: { answer: { email: 2 }, record: { email: 1, secret: 1 } } }]);
});

test.each(['write', 'high'] as const)('a %s call leaves a durable attempt before its effect [C4]', async (impact) => {
  const { log, sink } = openLog();
  const call = sampleCall({ impact });
  await log.begin(call);
  expect(sink.entries).toMatchObject([{ phase: 'attempt', call_id: call.id, operation: { impact } }]);
  expect(sink.writes).toEqual([{ durable: true }]);
  await log.end(call, success);
  expect(sink.entries).toMatchObject([{ phase: 'attempt' }, { phase: 'outcome', outcome: { effect: 'applied' } }]);
});

test('a read leaves its outcome only [C1]', async () => {
  const { log, sink } = openLog();
  const call = sampleCall();
  await log.begin(call);
  expect(sink.entries).toEqual([]);
  await log.end(call, success);
  expect(sink.entries).toMatchObject([{ phase: 'outcome' }]);
});

test('a write whose attempt cannot be kept is refused before its effect [C4]', async () => {
  const { log, sink } = openLog();
  sink.failing = true;
  await expect(log.begin(sampleCall({ impact: 'write' }))).rejects.toMatchObject({
    code: 'AUDIT_UNAVAILABLE',
    message: 'The call could not be recorded, so it was refused.',
    retryable: true,
    askOwner: true,
  });
});

test('a result whose record cannot be kept is withheld, and a write that had its effect is not to be repeated [C4]', async () => {
  const { log, sink } = openLog();
  sink.failing = true;
  const withheld = { code: 'AUDIT_UNAVAILABLE', message: 'The call could not be recorded, so its result is withheld.' };
  await expect(log.end(sampleCall(), success)).rejects.toMatchObject({ ...withheld, retryable: true });
  await expect(log.end(sampleCall({ impact: 'write' }), success)).rejects.toMatchObject({
    ...withheld,
    retryable: false,
  });
});

test('the problem is told once, shown while it lasts, and over with the next record that is kept [C4]', async () => {
  const { log, sink, problems } = openLog();
  expect(log.problem()).toBeUndefined();
  sink.failing = true;
  await expect(log.end(sampleCall(), success)).rejects.toThrow('withheld');
  await expect(log.end(sampleCall(), success)).rejects.toThrow('withheld');
  expect(problems).toEqual(['memory']);
  expect(log.problem()).toBe('no records can be kept (memory)');
  sink.failing = false;
  await log.end(sampleCall(), success);
  expect(log.problem()).toBeUndefined();
  await log.close();
  expect(sink.entries).toMatchObject([{ phase: 'outcome' }, { phase: 'outage', failed_writes: 2 }]);
});

test('a server that nobody calls recovers because /ready asks [A12] [C4]', async () => {
  const { log, sink } = openLog();
  sink.failing = true;
  await expect(log.end(sampleCall(), success)).rejects.toThrow('withheld');
  sink.failing = false;
  expect(log.problem()).toBe('no records can be kept (memory)');
  await expect.poll(() => log.problem()).toBeUndefined();
  expect(sink.entries).toEqual([
    {
      v: 1,
      phase: 'outage',
      at: '2026-11-21T08:00:00.250Z',
      since: '2026-11-21T08:00:00.250Z',
      sink: 'memory',
      failed_writes: 1,
    },
  ]);
});

test('a sink that is not required is reported when it fails and fails no call [C1]', async () => {
  const required = memorySink('file');
  const besides = memorySink('stderr', false);
  const { log, problems } = openLog([required, besides]);
  besides.failing = true;
  await log.end(sampleCall(), success);
  expect(problems).toEqual(['stderr']);
  expect(log.problem()).toBeUndefined();
  expect(required.entries).toHaveLength(1);
});

test('a sink that is not required and hangs delays no call, and closing waits for it [C2]', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const events: string[] = [];
  const { log } = openLog([
    memorySink(),
    {
      ...memorySink('slow', false),
      write: () => promise.then(() => void events.push('written')),
      close: async () => void events.push('closed'),
    },
  ]);
  await log.end(sampleCall(), success);
  expect(events).toEqual([]);
  const closing = log.close();
  setImmediate(resolve);
  await closing;
  expect(events).toEqual(['written', 'closed']);
});

test('counted rejections are written when the log closes, which it may do twice [C1] [C2]', async () => {
  const { log, sink } = openLog();
  const { server } = sampleCall();
  log.reject({ server, at: startedAt, reason: 'host', status: 403, address: '192.0.2.1' });
  await log.close();
  await log.close();
  expect(sink.entries).toMatchObject([{ phase: 'rejection', reason: 'host', count: 1 }]);
});

test('a log without a required sink is not made [C1]', () => {
  expect(() => openLog([memorySink('stderr', false)])).toThrow('audit: at least one sink must be required');
});
