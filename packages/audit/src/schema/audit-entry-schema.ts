import { z } from 'zod';
import { callParts } from './call-parts.ts';
import { base64, hex64, server, stream, time } from './entry-parts.ts';

/**
 * An entry of the log, version 1, as a zod schema; `@mcp-chassis/audit/schema.json` is the same as JSON Schema 2020-12.
 * Strict: a field that is not in it is an error.
 */
export function auditEntrySchema() {
  const base = { at: time, stream, v: z.literal(1) };
  const { call, outcome } = callParts();
  return z
    .discriminatedUnion('phase', [
      z
        .strictObject({ ...base, ...call, phase: z.literal('attempt') })
        .describe('A write or high call, before its effect'),
      z.strictObject({ ...base, ...call, ...outcome, phase: z.literal('outcome') }).describe('How a call ended'),
      z
        .strictObject({
          ...base,
          phase: z.literal('rejection'),
          address: z.string().optional(),
          count: z.int().min(1),
          environment: z.enum(['development', 'staging', 'production']),
          first_at: time,
          last_at: time,
          others: z.boolean().describe('The sum over addresses that are not counted each'),
          reason: z.enum([
            'host',
            'origin',
            'body_size',
            'content_type',
            'unauthenticated',
            'forbidden',
            'rate_limited',
          ]),
          server,
          status: z.int().min(400).max(599),
          user_agent: z.string().optional(),
        })
        .describe('Requests that were refused alike before they became calls, within a minute'),
      z
        .strictObject({
          ...base,
          phase: z.literal('outage'),
          refused: z.int().min(0),
          since: time,
          unrecorded_reads: z.int().min(0),
        })
        .describe('Records could not be kept for a while'),
      z
        .strictObject({
          ...base,
          phase: z.literal('start'),
          recovered: z.strictObject({ cut_bytes: z.int().min(0), unknown: z.int().min(0) }),
        })
        .describe('A process took the stream over'),
      z
        .strictObject({
          ...base,
          phase: z.literal('key'),
          key_id: hex64,
          previous_key_id: hex64.optional(),
          public_key: base64,
          signature: base64,
        })
        .describe('The key that signs from here on'),
      z
        .strictObject({
          ...base,
          phase: z.literal('digest'),
          cause: z.enum(['rotation', 'interval', 'close', 'recovery']),
          first_seq: z.int().min(1),
          instance: z.string(),
          key_id: hex64,
          last_hash: hex64,
          last_seq: z.int().min(1),
          open_attempts: z.array(z.string()),
          prev_digest: hex64,
          public_key: base64,
          segment: z.int().min(1),
          signature: base64,
        })
        .describe('A signed statement on the entries before it: an anchor, where it is kept elsewhere'),
      z
        .strictObject({ ...base, phase: z.literal('retention'), removed_through_seq: z.int().min(1) })
        .describe('Entries that every sink has were deleted from the disk'),
    ])
    .describe('An entry of the audit log of an MCP server, version 1');
}
