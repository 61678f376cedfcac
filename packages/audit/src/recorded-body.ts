import { fitText, renderUntrustedJson, type Json, type Outcome, type Scrub } from '@mcp-chassis/tool-kit';
import { canonicalJson, isInOrder, mayHoldLoneSurrogate } from './canonical-json.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import { plainJson } from './plain-json.ts';
import { escapeDigest } from './written-entry.ts';

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

/** A body that is scrubbed and not capped yet, as compact JSON, or why nothing of it is kept. */
export type CleanBody =
  | {
      /** Its canonical JSON; may be empty where it is too long or too deep to be kept as structure. */
      readonly canonical: string;
      readonly isDeep: boolean;
      /** True when there was nothing to scrub. */
      readonly isUntouched: boolean;
      /** What size and digest are taken of. */
      readonly text: string;
    }
  | Extract<RecordedBody, { readonly omitted: string }>;

/** Scrubs a body. Never throws: the record of a hostile call is worth more than its content. */
export function cleanBody(value: Json, name: 'request' | 'response', scrub: Scrub): CleanBody {
  const plain = plainJson(value);
  const shape = plain === undefined ? shapeOf(value) : 'ordinary';
  if (shape === 'too many parts') return { omitted: 'too_many_parts' };
  try {
    const clean = scrub.value(plain === undefined ? renderUntrustedJson(value) : value, name);
    const isUntouched = clean === value;
    const text = isUntouched && plain !== undefined ? plain : canonicalJson(clean);
    return { canonical: text, isDeep: shape === 'deep', isUntouched, text };
  } catch {
    return { omitted: 'not_scrubbable' };
  }
}

/** What an outcome answered: neither scrubbed nor rendered again where the call path says that it has done so. */
export function cleanResponse(outcome: Outcome, scrub: Scrub): CleanBody | undefined {
  if (outcome.ok && outcome.sent !== undefined) {
    const { text } = outcome.sent;
    return { ...canonicalOf(outcome.value, text), isUntouched: true, text };
  }
  const body = outcome.ok ? outcome.value : outcome.error.details;
  return body === undefined ? undefined : cleanBody(body, 'response', scrub);
}

/** @param text The value as compact JSON. @throws Error when it has a lone surrogate. */
function canonicalOf(value: Json, text: string): { readonly canonical: string; readonly isDeep: boolean } {
  // What is cut or deep is kept as text.
  if (text.length > longestBody) return { canonical: '', isDeep: false };
  // Compact JSON of what is in order is canonical, but for a lone surrogate.
  const isWellFormed = !mayHoldLoneSurrogate(text);
  if (isWellFormed && isInOrder(value, deepestBody)) return { canonical: text, isDeep: false };
  const isDeep = shapeOf(value) === 'deep';
  return { canonical: isWellFormed && isDeep ? '' : canonicalJson(value), isDeep };
}

/**
 * Canonical JSON of a `RecordedBody`: the body whole, or what there is room for.
 *
 * @throws Error when it has a lone surrogate.
 */
export function writeBody(body: CleanBody, take: TakeFingerprint, raw_hmac?: string): string | Promise<string> {
  if ('omitted' in body) return canonicalJson({ ...body, raw_hmac });
  const { canonical, text } = body;
  return whenKnown(take(text), ({ bytes, sha256 }) => {
    const truncated = bytes > longestBody;
    if (truncated || body.isDeep) {
      return canonicalJson({ bytes, head: fitText(text, longestBody), raw_hmac, sha256, truncated });
    }
    const digest = escapeDigest(sha256);
    if (raw_hmac === undefined) return `{"bytes":${bytes},"sha256":"${digest}","value":${canonical}}`;
    return `{"bytes":${bytes},"raw_hmac":"${escapeDigest(raw_hmac)}","sha256":"${digest}","value":${canonical}}`;
  });
}

/** Level by level: a hostile body may be deeper than the stack. */
function shapeOf(body: Json): 'ordinary' | 'deep' | 'too many parts' {
  let level: Json[] = [body];
  let parts = 0;
  for (let depth = 0; ; depth += 1) {
    const below: Json[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const inside: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
      parts += inside.length;
      if (parts > mostParts) return 'too many parts';
      for (const item of inside) if (typeof item === 'object' && item !== null) below.push(item);
    }
    if (below.length === 0) return depth < deepestBody ? 'ordinary' : 'deep';
    level = below;
  }
}
