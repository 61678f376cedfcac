import { readFile } from 'node:fs/promises';
import { ToolError, type Call, type Outcome } from '@mcp-chassis/tool-kit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { AuditEntry } from '../record.ts';
import { openAuditLog } from '../node/open-audit-log.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { sampleOfEachPhase } from '../testing/sample-entry.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { unfinishedCall } from '../testing/unfinished-call.test.support.ts';
import { makeSpool, quiet } from '../testing/written-spool.test.support.ts';
import { auditEntrySchema } from './audit-entry-schema.ts';

const published = new URL('../../schema/audit-entry.v1.schema.json', import.meta.url);

async function validator() {
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });
  return ajv.compile<AuditEntry>(JSON.parse(await readFile(published, 'utf8')) as object);
}

test('the published JSON Schema is made from the schema in the code [C1]', async () => {
  const schema = { $id: 'https://mcp-chassis.dev/audit-entry.v1.schema.json', ...z.toJSONSchema(auditEntrySchema()) };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(published.pathname);
});

test('the types say what the schema says [C1]', () => {
  type Parsed = z.output<ReturnType<typeof auditEntrySchema>>;
  expectTypeOf<AuditEntry['phase']>().toEqualTypeOf<Parsed['phase']>();
  expectTypeOf<keyof Extract<AuditEntry, { phase: 'outcome' }>>().toEqualTypeOf<
    keyof Extract<Parsed, { phase: 'outcome' }>
  >();
  expectTypeOf<keyof Extract<AuditEntry, { phase: 'digest' }>>().toEqualTypeOf<
    keyof Extract<Parsed, { phase: 'digest' }>
  >();
});

const bodies: readonly Partial<Call>[] = [
  {},
  { received: { text: 'x'.repeat(9_000) } },
  { received: Array.from({ length: 10_001 }, () => 1) },
  { impact: 'high', trace: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } },
  {
    notes: {
      flag: 'new_tools',
      limit: 'agent',
      decision: { effect: 'deny', reason: 'no', policy: 'v7' },
      approval: { id: 'ap_1', approver: 'grace@sandbox.test' },
      upstream: [{ name: 'orders', attempts: 3, status: '503' }],
    },
  },
  {
    operation: { kind: 'resource', name: 'nothing', schemaHash: '' },
    source: { transport: 'stdio', client: { name: 'c', version: '1' } },
  },
];

test('every record that a server writes is valid, whatever the call was [C1]', async () => {
  const validate = await validator();
  const spool = await makeSpool();
  await unfinishedCall(spool);
  const sink = memorySink();
  const log = await openAuditLog({
    directory: spool.directory,
    scrubber: smallScrubber,
    sinks: [sink],
    keys: { signing: `${spool.root}/keys/other.pem`, previousSigning: [`${spool.root}/keys/signing.pem`] },
    limits: { segmentBytes: 4_096, keepBytes: 8_192 },
    log: quiet,
  });
  const error = new ToolError('CONFLICT', 'Taken.', { details: { a: 1 } });
  const outcomes: readonly Outcome[] = [
    { ok: true, value: { rows: [1] }, sent: { text: '{"rows":[1]}' } },
    { ok: true, value: { text: 'y'.repeat(9_000) } },
    { ok: false, error, effect: 'unknown' },
  ];
  for (const changes of bodies) {
    for (const outcome of outcomes) {
      const call = sampleCall(changes);
      await log.begin(call);
      await log.end(call, outcome);
    }
  }
  log.reject({
    server: sampleCall().server,
    at: Date.now(),
    reason: 'host',
    status: 403,
    address: '192.0.2.1',
    userAgent: 'x',
  });
  await log.close();
  const entries = [...spool.entries(), ...sink.entries];
  for (const entry of entries) {
    expect({ entry, valid: validate(entry), errors: validate.errors }).toMatchObject({ valid: true });
    expect(auditEntrySchema().safeParse(entry).error).toBeUndefined();
  }
  const phases = new Set(entries.map(({ phase }) => phase));
  expect([...phases].toSorted()).toEqual(['attempt', 'digest', 'key', 'outcome', 'rejection', 'retention', 'start']);
});

test('the samples that sinks are tested with are valid, and an unknown field is not [C1]', async () => {
  const validate = await validator();
  for (const entry of sampleOfEachPhase())
    expect({ entry, valid: validate(entry), errors: validate.errors }).toMatchObject({ valid: true });
  expect(validate({ ...sampleOfEachPhase()[0], more: 1 })).toBe(false);
});
