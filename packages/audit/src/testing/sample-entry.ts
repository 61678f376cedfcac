import type { AuditEntry, CallRecord, DigestRecord, OutcomeRecord, StreamPosition } from '../record.ts';

const at = '2026-11-21T08:00:00.000Z';

/** A record as a sink gets it; `index` makes it one of a kind. Its request has what breaks framing and what loses precision. */
export function sampleEntry(index: number): OutcomeRecord {
  return {
    ...callRecord(index),
    phase: 'outcome',
    duration_ms: index,
    outcome: { status: 'success', effect: 'none', upstream: [] },
    scrubbed: { answer: {}, record: {} },
  };
}

/** One entry of each phase, in the order of a stream. No two have the same key. */
export function sampleOfEachPhase(): AuditEntry[] {
  return [
    { v: 1, at, phase: 'start', recovered: { cut_bytes: 0, unknown: 0 }, stream: position(1) },
    {
      v: 1,
      at,
      phase: 'key',
      key_id: 'a'.repeat(64),
      public_key: 'cHVibGljIGtleQ==',
      signature: 'c2lnbmF0dXJl',
      stream: position(2),
    },
    { ...callRecord(3), phase: 'attempt' },
    { ...sampleEntry(3), stream: position(4) },
    {
      v: 1,
      at,
      phase: 'rejection',
      first_at: at,
      last_at: at,
      environment: 'development',
      server: { name: 'sample', version: '1.0.0', owner: 'platform-team' },
      reason: 'unauthenticated',
      status: 401,
      address: '192.0.2.7',
      others: false,
      count: 12,
      stream: position(5),
    },
    { v: 1, at, phase: 'outage', since: at, refused: 2, unrecorded_reads: 0, stream: position(6) },
    sampleDigest(7),
    { v: 1, at, phase: 'retention', removed_through_seq: 3, stream: position(8) },
  ];
}

function sampleDigest(seq: number): DigestRecord {
  return {
    v: 1,
    at,
    phase: 'digest',
    cause: 'interval',
    instance: 'sample-0',
    segment: 1,
    first_seq: 1,
    last_seq: seq - 1,
    last_hash: 'b'.repeat(64),
    prev_digest: '0'.repeat(64),
    public_key: 'cHVibGljIGtleQ==',
    open_attempts: [],
    key_id: 'a'.repeat(64),
    signature: 'c2lnbmF0dXJl',
    stream: position(seq),
  };
}

function callRecord(index: number): CallRecord {
  return {
    v: 1,
    call_id: `01K${String(index).padStart(23, '0')}`,
    started_at: at,
    at,
    environment: 'development',
    server: { name: 'sample', version: '1.0.0', owner: 'platform-team' },
    actor: { agent: 'sample-agent', owner: 'platform-team', auth: { method: 'none-on-loopback' } },
    source: { transport: 'stdio' },
    protocol: '2025-11-25',
    operation: { kind: 'tool', name: 'list_samples', schema_hash: '', impact: 'read', permission: 'samples:read' },
    request: {
      value: {
        text: `line\nfeed\r "quote" \\n {curly,} \u2028 ü 日本 🎉 ${index}`,
        numbers: [0.1, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER],
        '': [null, true, {}, []],
      },
      bytes: 1,
      sha256: 'f'.repeat(64),
    },
    stream: position(index),
  };
}

const position = (seq: number): StreamPosition => ({
  instance: 'sample-0',
  boot: '01K9BOOT',
  seq,
  prev_hash: '0'.repeat(64),
  hash: String(seq).padStart(64, '0'),
});
