import { byteLength, fitText, renderUntrustedJson, type Json, type Scrub } from '@mcp-chassis/tool-kit';
import canonicalize from 'canonicalize';
import type { Sha256 } from './sha256.ts';

/** Longest request or response kept whole, in bytes of UTF-8 as compact JSON. */
const longestBody = 8_192;

/**
 * A request or a response, scrubbed. `bytes` and `sha256` (hex) are those of its canonical JSON (RFC 8785) after
 * scrubbing, so that two records can be compared without their content.
 */
export type RecordedBody =
  | { readonly value: Json; readonly bytes: number; readonly sha256: string }
  | {
      /** The first 8 KiB of the canonical JSON, cut at a whole character, `…` included. */
      readonly head: string;
      readonly truncated: true;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** Could not be scrubbed, so nothing of it is kept. */
  | { readonly omitted: 'not_scrubbable' };

/** Scrubs and caps a body. Never throws: the record of a hostile call is worth more than its content. */
export async function recordBody(
  value: Json,
  name: 'request' | 'response',
  scrub: Scrub,
  sha256: Sha256,
): Promise<RecordedBody> {
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
  return bytes <= longestBody
    ? { value: clean, bytes, sha256: digest }
    : { head: fitText(text, longestBody), truncated: true, bytes, sha256: digest };
}
