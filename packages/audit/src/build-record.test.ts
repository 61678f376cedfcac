import { createHash } from 'node:crypto';
import { ToolError, type Call, type JsonObject, type Outcome } from '@mcp-chassis/tool-kit';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { createRecordBuilder } from './build-record.ts';
import { placeEntry, streamHead } from './stream-head.ts';
import { sampleCall } from './testing/sample-call.test.support.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const head = streamHead({ boot: 'boot', instance: 'an "instance"', hash: sha256(''), seq: 41 });
const createBuilder = () =>
  createRecordBuilder({
    scrubber: smallScrubber,
    fingerprint: (text) => ({ bytes: Buffer.byteLength(text), sha256: sha256(text) }),
    hmac: sha256,
    now: () => Date.parse('2026-11-21T08:00:01.234Z'),
  });

const sent = (value: JsonObject): Outcome => ({ ok: true, value, sent: { text: JSON.stringify(value) } });
const failed = (message: string): Outcome => ({
  ok: false,
  error: new ToolError('CONFLICT', message, { details: { b: 1, a: 'x' } }),
  effect: 'none',
});
const hostile = 'a"b\\c\n\u2028 ü日🎉 ada@example.com';
const from = (name: string, version: string, userAgent: string): Partial<Call> => ({
  source: { transport: 'http', address: '192.0.2.7', userAgent, client: { name, version } },
});

const calls: readonly (readonly [name: string, changes: Partial<Call>, outcome: Outcome])[] = [
  ['an ordinary call', {}, sent({ a: 1, b: [true, null, 'x'] })],
  ['a result whose keys are not in order', {}, sent({ b: 1, a: { d: 1, c: 2 } })],
  ['a result that was not sent as text', {}, { ok: true, value: { b: hostile, a: 0.1 } }],
  ['a result too large to keep', {}, sent({ a: 'é"'.repeat(9_000) })],
  ['a result that nests too deep', {}, sent(JSON.parse('{"a":'.repeat(70) + '1' + '}'.repeat(70)) as JsonObject)],
  ['an error with details', {}, failed(hostile)],
  ['hostile arguments', { received: { [hostile]: hostile, b: 1, 10: 2 } }, sent({})],
  ['arguments that are no object', { received: [1, 'two'] }, sent({})],
  ['hostile texts of a client', from(hostile, hostile, hostile), sent({})],
  ['a client', from('name', '1.0', 'agent'), sent({})],
  ['a client whose name and version meet elsewhere', from('name1', '.0', 'agent'), sent({})],
  [
    'every note',
    {
      notes: {
        decision: { effect: 'allow', reason: hostile, policy: 'p "1"' },
        limit: 'per agent',
        approval: { id: 'x', approver: hostile },
        upstream: [{ name: 'a', attempts: 2, status: '500' }],
      },
      trace: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` },
      impact: 'high',
    },
    sent({ done: true }),
  ],
  ['an index among the keys of a result', {}, sent({ 10: 1, 9: 2, a: 3 })],
];

test.each(calls)(
  'the record of %s is written in canonical form, the second time as the first [C5]',
  async (_, changes, outcome) => {
    const builder = createBuilder();
    const call = sampleCall({ received: { target: 'orders', limit: 5 }, ...changes });
    for (let time = 0; time < 2; time += 1) {
      for (const record of [await builder.attempt(call), await builder.outcome(call, outcome)]) {
        const text = placeEntry(record, head);
        expect(JSON.parse(text)).toMatchObject({
          phase: record.phase,
          call_id: call.id,
          stream: { seq: 42, prev_hash: head.hash, instance: head.instance, boot: head.boot },
        });
        expect(text).toBe(canonicalize(JSON.parse(text)));
      }
    }
  },
);

test('a record is what it was made of, whoever changes that afterwards [C1] [C5]', async () => {
  const received = { filter: { id: 1 } };
  const value = { rows: [{ id: 1 }] };
  const upstream = [{ name: 'a', attempts: 1, status: '200' }];
  const record = await createBuilder().outcome(sampleCall({ received, notes: { upstream } }), sent(value));
  received.filter.id = 2;
  value.rows.push({ id: 2 });
  for (const call of upstream) call.attempts = 3;
  upstream.pop();
  expect(JSON.parse(placeEntry(record, head))).toMatchObject({
    request: { value: { filter: { id: 1 } } },
    response: { value: { rows: [{ id: 1 }] } },
    outcome: { upstream: [{ name: 'a', attempts: 1, status: '200' }] },
  });
});

test('one builder tells apart calls that differ in a single fact [C1]', async () => {
  const builder = createBuilder();
  for (const [, changes, outcome] of [...calls, ...calls]) {
    const call = sampleCall(changes);
    expect(await builder.outcome(call, outcome)).toEqual(await createBuilder().outcome(call, outcome));
  }
});

test('what RFC 8785 has no form for makes no record [C5]', async () => {
  const call = sampleCall();
  const agent = { id: 'a\ud800', owner: 'team' };
  const lone = sampleCall({ principal: { ...call.principal, agent } });
  expect(() => createBuilder().outcome(lone, sent({}))).toThrow('Lone surrogate');
  expect(() => createBuilder().outcome(call, sent({ a: '\ud800' }))).toThrow('Lone surrogate');
});

test('no field of a call is put into a record without quotes [C5]', async () => {
  const { server } = sampleCall();
  const environment = 'staging","operation":{},"x":"' as 'staging';
  const builder = createRecordBuilder({
    scrubber: smallScrubber,
    fingerprint: () => ({ bytes: 2, sha256: '"' }),
    hmac: undefined,
    now: () => 0,
  });
  const call = sampleCall({ server: { ...server, environment } });
  for (const record of [await builder.attempt(call), await builder.outcome(call, sent({}))]) {
    expect(JSON.parse(placeEntry(record, head))).toMatchObject({
      environment,
      operation: { name: call.operation.name },
      request: { sha256: '"' },
    });
  }
});
