import { z } from 'zod';

/** SHA-256 in hex. */
export const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** Base64 with padding. */
export const base64 = z.string().regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);

/** ISO 8601 in UTC with milliseconds. */
export const time = z.iso.datetime({ precision: 3 });

/** Where an entry stands in its stream. */
export const stream = z
  .strictObject({
    boot: z.string().min(1).describe('The process that wrote it'),
    hash: hex64.describe('SHA-256 of the canonical JSON (RFC 8785) of the entry without this field'),
    instance: z.string().min(1).describe('The chain it belongs to'),
    prev_hash: hex64.describe('hash of the entry before it; 64 zeros for the first'),
    seq: z.int().min(1).describe('Counts from 1 without a gap'),
  })
  .describe('Where the entry stands in its stream');

/** The server that answered. */
export const server = z.strictObject({
  name: z.string(),
  owner: z.string(),
  tools_hash: hex64.optional().describe('SHA-256 over the schemas of all its tools'),
  version: z.string(),
});
