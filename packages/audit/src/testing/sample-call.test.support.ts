import type { Call } from '@mcp-chassis/tool-kit';
import { smallScrubber } from './small-scrubber.test.support.ts';

export const startedAt = Date.parse('2026-11-21T08:00:00.000Z');

let calls = 0;

/** A call as the call path makes one; every call has its own id. */
export function sampleCall(changes: Partial<Call> = {}): Call {
  calls += 1;
  return {
    id: `01K${String(calls).padStart(23, '0')}`,
    server: { name: 'postgres-replicas', version: '1.2.3', owner: 'on-call@sandbox.test', environment: 'production' },
    operation: { kind: 'tool', name: 'query_replica', schemaHash: 'ab'.repeat(32) },
    args: { target: 'orders' },
    received: { target: 'orders' },
    principal: {
      agent: { id: 'debug-agent', owner: 'team-lead@sandbox.test' },
      permissions: ['replicas:read'],
      groups: [],
      auth: { method: 'none-on-loopback' },
    },
    impact: 'read',
    permission: 'replicas:read',
    signal: new AbortController().signal,
    startedAt,
    deadline: startedAt + 10_000,
    trace: {},
    source: { transport: 'http', address: '127.0.0.1', userAgent: 'claude-code/2.1' },
    protocolVersion: '2025-11-25',
    scrub: smallScrubber.start(),
    notes: {},
    progress: () => {},
    ...changes,
  };
}
