import { fitText, renderUntrustedJson, type Json, type Outcome, type Scrub } from '@mcp-chassis/tool-kit';
import { canonicalJson, inCanonicalOrder } from './canonical-json.ts';
import type { TakeFingerprint } from './fingerprint.ts';

/** Longest request or response kept whole, in bytes of UTF-8 as compact JSON. */
const longestBody = 8_192;
/** Most values and fields that are scrubbed: tens of thousands of names would hold up every other call. */
const mostParts = 10_000;
/** Levels of arrays and objects kept as structure. A hostile body could break whoever parses the line. */
const deepestBody = 64;

/**
 * A request or a response, scrubbed. `bytes` and `sha256` (hex) are those of its scrubbed form: of the text block that
 * the client was sent, or else of its canonical JSON (RFC 8785). So two can be compared without their content.
 */
export type RecordedBody =
  | { readonly bytes: number; readonly sha256: string; readonly value: Json }
  | {
      readonly bytes: number;
      /** That form as text: its first 8 KiB, cut between two code points, `…` included. */
      readonly head: string;
      readonly sha256: string;
      /** False for a body that is here whole, because it nests deeper than readers of JSON like it. */
      readonly truncated: boolean;
    }
  /** Could not be scrubbed, or has more than 10,000 parts: nothing of it is kept. */
  | { readonly omitted: 'not_scrubbable' | 'too_many_parts' };

/** Scrubs and caps a body. Never throws: the record of a hostile call is worth more than its content. */
export async function recordBody(
  value: Json,
  name: 'request' | 'response',
  scrub: Scrub,
  fingerprint: TakeFingerprint,
): Promise<RecordedBody> {
  if (hasMoreParts(value, mostParts)) return { omitted: 'too_many_parts' };
  let clean: Json;
  let text: string;
  try {
    clean = inCanonicalOrder(scrub.value(renderUntrustedJson(value), name));
    text = canonicalJson(clean);
  } catch {
    return { omitted: 'not_scrubbable' };
  }
  return cap(clean, text, fingerprint);
}

/** What an outcome answered: neither scrubbed nor rendered again where the call path says that it has done so. */
export async function recordResponse(
  outcome: Outcome,
  scrub: Scrub,
  fingerprint: TakeFingerprint,
): Promise<RecordedBody | undefined> {
  if (outcome.ok && outcome.sent !== undefined) return cap(outcome.value, outcome.sent.text, fingerprint);
  const body = outcome.ok ? outcome.value : outcome.error.details;
  return body === undefined ? undefined : recordBody(body, 'response', scrub, fingerprint);
}

async function cap(value: Json, text: string, fingerprint: TakeFingerprint): Promise<RecordedBody> {
  const { bytes, sha256 } = await fingerprint(text);
  const truncated = bytes > longestBody;
  if (!truncated && !nestsDeeper(value, deepestBody)) return { bytes, sha256, value: inCanonicalOrder(value) };
  return { bytes, head: fitText(text, longestBody), sha256, truncated };
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
