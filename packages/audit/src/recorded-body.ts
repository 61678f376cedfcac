import { byteLength, fitText, renderUntrustedJson, type Json, type Scrub } from '@mcp-chassis/tool-kit';
import canonicalize from 'canonicalize';
import type { Sha256 } from './sha256.ts';

/** Longest request or response kept whole, in bytes of UTF-8 as compact JSON. */
const longestBody = 8_192;
/** Most values and fields that are scrubbed: tens of thousands of names would hold up every other call. */
const mostParts = 10_000;
/** Levels of arrays and objects kept as structure. A hostile body could break whoever parses the line. */
const deepestBody = 64;

/**
 * A request or a response, scrubbed. `bytes` and `sha256` (hex) are those of its canonical JSON (RFC 8785) after
 * scrubbing, so that two records can be compared without their content.
 */
export type RecordedBody =
  | { readonly value: Json; readonly bytes: number; readonly sha256: string }
  | {
      /** Canonical JSON as text: its first 8 KiB, cut between two code points, `…` included. */
      readonly head: string;
      /** False for a body that is here whole, because it nests deeper than readers of JSON like it. */
      readonly truncated: boolean;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** Could not be scrubbed, or has more than 10,000 parts: nothing of it is kept. */
  | { readonly omitted: 'not_scrubbable' | 'too_many_parts' };

/** Scrubs and caps a body. Never throws: the record of a hostile call is worth more than its content. */
export async function recordBody(
  value: Json,
  name: 'request' | 'response',
  scrub: Scrub,
  sha256: Sha256,
): Promise<RecordedBody> {
  if (hasMoreParts(value, mostParts)) return { omitted: 'too_many_parts' };
  let clean: Json;
  let text: string;
  try {
    clean = scrub.value(renderUntrustedJson(value), name);
    text = canonicalize(clean) ?? 'null';
  } catch {
    return { omitted: 'not_scrubbable' };
  }
  const bytes = byteLength(text);
  const digest = await sha256(text);
  const truncated = bytes > longestBody;
  if (!truncated && !nestsDeeper(clean, deepestBody)) return { value: clean, bytes, sha256: digest };
  return { head: fitText(text, longestBody), truncated, bytes, sha256: digest };
}

function hasMoreParts(value: Json, most: number): boolean {
  const pending: Json[] = [value];
  let parts = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inside = Object.values(next);
    parts += inside.length;
    if (parts > most) return true;
    for (const item of inside) if (typeof item === 'object' && item !== null) pending.push(item);
  }
  return false;
}

function nestsDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item: Json) => nestsDeeper(item, levels - 1));
}
