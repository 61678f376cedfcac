import { createHash, createHmac as createNodeHmac } from 'node:crypto';
import { ToolError, type Outcome } from '@mcp-chassis/tool-kit';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { createAuditLog, type AuditLogOptions } from './audit-log.ts';
import { createHmac } from './raw-hmac.ts';
import type { EntryDraft, OutcomeRecord } from './record.ts';
import { memoryStore } from './testing/memory-store.test.support.ts';
import { sampleCall, startedAt } from './testing/sample-call.test.support.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';

const success: Outcome = { ok: true, value: { targets: ['orders'] } };

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const hmacSha256 = (key: Buffer, text: string) => createNodeHmac('sha256', key).update(text).digest('hex');

function openLog(options: Partial<AuditLogOptions> = {}) {
  const outages: unknown[] = [];
  const store = memoryStore();
  const log = createAuditLog({
    scrubber: smallScrubber,
    store,
    now: () => startedAt + 250,
    onOutage: (error) => outages.push(error),
    ...options,
  });
  return { log, store, outages };
}

test('the record of a call says who, what, when, from where, with which version and how it ended [C1]', async () => {
  const { log, store } = openLog();
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
  expect(store.entries).toEqual([
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
  const { log, store } = openLog();
  const error = new ToolError('RATE_LIMITED', 'Too many calls.', { retryAfterMs: 500, details: { limit: 10 } });
  await log.end(sampleCall({ notes: { limit: 'agent' } }), { ok: false, error, effect: 'none' });
  expect(store.entries).toMatchObject([
    {
      decision: { effect: 'deny', limit: 'agent' },
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
  const { log, store } = openLog();
  const hostile = `\u001B[31m${'x'.repeat(100)} ada\u200B@leak.test ${'🎉'.repeat(5_000)}`;
  const call = sampleCall({
    operation: { kind: 'tool', name: hostile, schemaHash: '' },
    source: { transport: 'http', userAgent: hostile, client: { name: hostile, version: hostile } },
    protocolVersion: hostile,
    trace: { traceparent: hostile, tracestate: hostile },
  });
  await log.end(call, success);
  const line = JSON.stringify(store.entries);
  expect(line).not.toContain('ada@');
  expect(line).not.toContain('\u001B');
  expect(line).not.toContain('\\u001b');
  expect(line.isWellFormed()).toBe(true);
  expect(Buffer.byteLength(line)).toBeLessThan(2_500);
  expect(store.entries).toMatchObject([{ scrubbed: { record: { email: 5 } } }]);
});

test('what was scrubbed from the answer and from the record is counted by type [D4]', async () => {
  const { log, store } = openLog();
  const call = sampleCall({ received: { to: 'ada@leak.test', password: 'hunter2' } });
  call.scrub.text('ada@leak.test and grace@leak.test');
  await log.end(call, success);
  expect(store.entries).toMatchObject([{ scrubbed: { answer: { email: 2 }, record: { email: 1, secret: 1 } } }]);
});

test.each(['write', 'high'] as const)('a %s call leaves a durable attempt before its effect [C4]', async (impact) => {
  const { log, store } = openLog();
  const call = sampleCall({ impact });
  await log.begin(call);
  expect(store.entries).toMatchObject([{ phase: 'attempt', call_id: call.id, operation: { impact } }]);
  expect(store.writes).toEqual([{ durable: true }]);
  await log.end(call, success);
  expect(store.entries).toMatchObject([{ phase: 'attempt' }, { phase: 'outcome', outcome: { effect: 'applied' } }]);
});

test('a read leaves its outcome only [C1]', async () => {
  const { log, store } = openLog();
  const call = sampleCall();
  await log.begin(call);
  expect(store.entries).toEqual([]);
  await log.end(call, success);
  expect(store.entries).toMatchObject([{ phase: 'outcome' }]);
});

test('a write whose attempt cannot be kept is refused before its effect [C4]', async () => {
  const { log, store } = openLog();
  store.failing = true;
  await expect(log.begin(sampleCall({ impact: 'write' }))).rejects.toMatchObject({
    code: 'AUDIT_UNAVAILABLE',
    message: 'The call could not be recorded, so it was refused.',
    retryable: true,
    askOwner: true,
  });
});

test('a result whose record cannot be kept is withheld, and a write that had its effect is not to be repeated [C4]', async () => {
  const { log, store } = openLog();
  store.failing = true;
  const withheld = { code: 'AUDIT_UNAVAILABLE', message: 'The call could not be recorded, so its result is withheld.' };
  await expect(log.end(sampleCall(), success)).rejects.toMatchObject({ ...withheld, retryable: true });
  await expect(log.end(sampleCall({ impact: 'write' }), success)).rejects.toMatchObject({
    ...withheld,
    retryable: false,
  });
});

test('the problem is told once, shown while it lasts, and over with the next record that is kept [C4]', async () => {
  const { log, store, outages } = openLog();
  expect(log.problem()).toBeUndefined();
  store.failing = true;
  await expect(log.end(sampleCall(), success)).rejects.toThrow('withheld');
  await expect(log.end(sampleCall(), success)).rejects.toThrow('withheld');
  expect(outages).toHaveLength(1);
  expect(log.problem()).toBe('no records can be kept (memory)');
  store.failing = false;
  await log.end(sampleCall(), success);
  expect(log.problem()).toBeUndefined();
  await log.close();
  expect(store.entries).toMatchObject([{ phase: 'outcome' }, { phase: 'outage', refused: 2, unrecorded_reads: 0 }]);
});

test('a server that nobody calls recovers because /ready asks [A12] [C4]', async () => {
  const { log, store } = openLog();
  store.failing = true;
  await expect(log.end(sampleCall(), success)).rejects.toThrow('withheld');
  store.failing = false;
  expect(log.problem()).toBe('no records can be kept (memory)');
  await expect.poll(() => log.problem()).toBeUndefined();
  expect(store.entries).toEqual([
    {
      v: 1,
      phase: 'outage',
      at: '2026-11-21T08:00:00.250Z',
      since: '2026-11-21T08:00:00.250Z',
      refused: 1,
      unrecorded_reads: 0,
    },
  ]);
});

test('counted rejections are written when the log closes, which it may do twice [C1] [C2]', async () => {
  const { log, store } = openLog();
  const { server } = sampleCall();
  log.reject({ server, at: startedAt, reason: 'host', status: 403, address: '192.0.2.1' });
  await log.close();
  await log.close();
  expect(store.entries).toMatchObject([{ phase: 'rejection', reason: 'host', count: 1 }]);
});

test('a read whose record cannot be kept is answered only where the configuration says so by name [C4]', async () => {
  const { log, store } = openLog({ whenUnavailable: 'answer-reads-unrecorded' });
  expect(log.name).toBe('memory, reads may go unrecorded');
  store.failing = true;
  await log.end(sampleCall(), success);
  await expect(log.begin(sampleCall({ impact: 'write' }))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  await expect(log.end(sampleCall({ impact: 'write' }), success)).rejects.toThrow('withheld');
  store.failing = false;
  await log.end(sampleCall(), success);
  await log.close();
  expect(store.entries).toMatchObject([{ phase: 'outcome' }, { phase: 'outage', refused: 2, unrecorded_reads: 1 }]);
});

test('equal arguments are told by a keyed hash, and scrubbed ones are not told apart by anything else [C1]', async () => {
  const { log, store } = openLog({ hmac: await createHmac(new Uint8Array(32).fill(7)) });
  for (const to of ['ada@leak.test', 'grace@leak.test', 'ada@leak.test']) {
    await log.end(sampleCall({ received: { to } }), success);
  }
  const requests = store.entries.map((entry) => (entry as EntryDraft<OutcomeRecord>).request);
  expect(requests[0]).toEqual({
    bytes: 16,
    raw_hmac: hmacSha256(Buffer.alloc(32, 7), '{"to":"ada@leak.test"}'),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    value: { to: '[EMAIL]' },
  });
  expect(requests[2]).toEqual(requests[0]);
  expect(requests[1]).toEqual({
    ...requests[0],
    raw_hmac: hmacSha256(Buffer.alloc(32, 7), '{"to":"grace@leak.test"}'),
  });
});

test('what the call path has scrubbed and rendered is recorded as it was sent [C1]', async () => {
  const { log, store } = openLog();
  const value = { b: 'allowed by a column policy: ada@leak.test', a: 1 };
  const text = JSON.stringify(value);
  await log.end(sampleCall(), { ok: true, value, sent: { text } });
  await log.end(sampleCall(), { ok: true, value });
  expect(store.entries).toMatchObject([
    { response: { bytes: text.length, sha256: sha256Of(text), value } },
    { response: { value: { a: 1, b: 'allowed by a column policy: [EMAIL]' } } },
  ]);
});

test('records are made in the order of canonical JSON, which is what makes them cheap [C5]', async () => {
  const { log, store } = openLog({ hmac: () => 'ab'.repeat(32) });
  const call = sampleCall({
    impact: 'write',
    source: { transport: 'http', address: '192.0.2.7', userAgent: 'x', client: { name: 'c', version: '1' } },
    principal: {
      agent: { id: 'a', owner: 'o' },
      user: 'u',
      permissions: [],
      groups: [],
      auth: { method: 'jwt', issuer: 'https://idp.test', tokenHash: 'c0ffee' },
    },
    trace: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    notes: {
      decision: { effect: 'allow', reason: 'r', policy: 'p' },
      approval: { id: 'ap_1', approver: 'grace@sandbox.test' },
      upstream: [{ name: 'orders', attempts: 1, status: '200' }],
    },
  });
  await log.begin(call);
  await log.end(call, success);
  const error = new ToolError('CONFLICT', 'Taken.', { details: { z: 1, a: 2 } });
  await log.end(call, { ok: false, error, effect: 'none' });
  expect(store.entries).toHaveLength(3);
  for (const entry of store.entries) expect(JSON.stringify(entry)).toBe(canonicalize(entry));
});
