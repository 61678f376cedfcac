import { z } from 'zod';
import { hex64, server, time } from './entry-parts.ts';

const raw = { raw_hmac: hex64.optional().describe('HMAC-SHA-256 of the canonical JSON of the arguments as they came') };

function body(more: { readonly raw_hmac?: z.ZodOptional<z.ZodString> }) {
  return z
    .union([
      z.strictObject({ ...more, bytes: z.int().min(0), sha256: hex64, value: z.json() }),
      z.strictObject({
        ...more,
        bytes: z.int().min(0),
        head: z.string().describe('The first 8 KiB'),
        sha256: hex64,
        truncated: z.boolean(),
      }),
      z.strictObject({ ...more, omitted: z.enum(['not_scrubbable', 'too_many_parts']) }),
    ])
    .describe('Scrubbed; bytes and sha256 are those of its scrubbed form');
}

const counts = z.record(z.string(), z.int().min(0)).readonly();

/** Fields of the records of calls. */
export function callParts() {
  const call = {
    actor: z.strictObject({
      agent: z.string(),
      auth: z.strictObject({
        issuer: z.string().optional(),
        method: z.string(),
        token_hash: z.string().optional(),
      }),
      client: z.strictObject({ name: z.string(), version: z.string() }).optional().describe('Not proven'),
      owner: z.string(),
      user: z.string().optional(),
    }),
    call_id: z.string().min(1).describe('The error_id that the client saw; unique with phase'),
    environment: z.enum(['development', 'staging', 'production']),
    operation: z.strictObject({
      impact: z.enum(['read', 'write', 'high']),
      kind: z.enum(['tool', 'resource']),
      name: z.string(),
      permission: z.string(),
      schema_hash: z.string().regex(/^(?:[0-9a-f]{64})?$/),
    }),
    protocol: z.string(),
    request: body(raw),
    server,
    source: z.strictObject({
      address: z.string().optional(),
      transport: z.enum(['stdio', 'http']),
      user_agent: z.string().optional(),
    }),
    started_at: time,
    trace: z
      .strictObject({ parent_id: z.string().regex(/^[0-9a-f]{16}$/), trace_id: z.string().regex(/^[0-9a-f]{32}$/) })
      .optional(),
  };
  const outcome = {
    approval: z.strictObject({ approver: z.string().optional(), id: z.string() }).optional(),
    decision: z
      .strictObject({
        effect: z.enum(['allow', 'deny']),
        flag: z.string().optional(),
        limit: z.string().optional(),
        policy: z.string().optional(),
        reason: z.string().optional(),
      })
      .optional(),
    duration_ms: z.number().min(0).optional().describe('Absent when recovered'),
    outcome: z.strictObject({
      code: z.string().optional(),
      effect: z.enum(['none', 'applied', 'unknown']),
      message: z.string().optional(),
      retryable: z.boolean().optional(),
      status: z.enum([
        'success',
        'error',
        'invalid_input',
        'unknown_tool',
        'unauthenticated',
        'denied',
        'flag_off',
        'rate_limited',
        'overloaded',
        'approval_required',
        'approval_denied',
        'timeout',
        'cancelled',
        'circuit_open',
        'audit_unavailable',
        'unknown',
      ]),
      upstream: z
        .array(z.strictObject({ attempts: z.int().min(0), name: z.string(), status: z.string().optional() }))
        .readonly(),
    }),
    recovered: z.strictObject({ boot: z.string() }).optional().describe('The process ended before the outcome'),
    response: body({}).optional(),
    scrubbed: z.strictObject({ answer: counts, record: counts }),
  };
  return { call, outcome };
}
