import type { OutcomeRecord } from '../record.ts';

/** A record as a sink gets it; `index` makes it one of a kind. Its text has every character that breaks framing. */
export function sampleEntry(index: number): OutcomeRecord {
  const at = '2026-11-21T08:00:00.000Z';
  return {
    v: 1,
    call_id: `01K${String(index).padStart(23, '0')}`,
    phase: 'outcome',
    started_at: at,
    at,
    duration_ms: index,
    environment: 'development',
    server: { name: 'sample', version: '1.0.0', owner: 'platform-team' },
    actor: { agent: 'sample-agent', owner: 'platform-team', auth: { method: 'none-on-loopback' } },
    source: { transport: 'stdio' },
    protocol: '2025-11-25',
    operation: { kind: 'tool', name: 'list_samples', schema_hash: '', impact: 'read', permission: 'samples:read' },
    request: { value: { text: `line\nfeed\r "quote" \u2028 ü 日本 🎉 ${index}` }, bytes: 1, sha256: '' },
    outcome: { status: 'success', effect: 'none', upstream: [] },
    scrubbed: { answer: {}, record: {} },
  };
}
