import { fitText, renderUntrustedJson, type Json, type Outcome, type Scrub } from '@mcp-chassis/tool-kit';
import { canonicalForm, inCanonicalOrder, isInOrder, mayHoldLoneSurrogate } from './canonical-json.ts';
import { quote } from './entry-text.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import type { WrittenPart } from './recurring-parts.ts';

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

/** A body that is scrubbed and not capped yet. */
export interface CleanBody {
  /** True when there was nothing to scrub. */
  readonly isUntouched: boolean;
  /** Its canonical JSON. */
  readonly text: string;
  readonly value: Json;
}

type WrittenBody = WrittenPart<RecordedBody>;
type OmittedBody = Extract<RecordedBody, { readonly omitted: string }>;

/** Scrubs and caps a body. Never throws: the record of a hostile call is worth more than its content. */
export function recordBody(
  value: Json,
  name: 'request' | 'response',
  scrub: Scrub,
  fingerprint: TakeFingerprint,
): WrittenBody | Promise<WrittenBody> {
  const clean = cleanBody(value, name, scrub);
  return whenKnown(capBody(clean, fingerprint), (body) => write(body, 'text' in clean ? clean.text : undefined));
}

/** Scrubs a body. Never throws. */
export function cleanBody(value: Json, name: 'request' | 'response', scrub: Scrub): CleanBody | OmittedBody {
  if (hasMoreParts(value, mostParts)) return { omitted: 'too_many_parts' };
  try {
    const clean = scrub.value(renderUntrustedJson(value), name);
    return { isUntouched: clean === value, ...canonicalForm(clean) };
  } catch {
    return { omitted: 'not_scrubbable' };
  }
}

/** Keeps a body whole, or what there is room for. */
export function capBody(
  body: Omit<CleanBody, 'isUntouched'> | OmittedBody,
  fingerprint: TakeFingerprint,
): RecordedBody | Promise<RecordedBody> {
  if ('omitted' in body) return body;
  const { text, value } = body;
  return whenKnown(fingerprint(text), ({ bytes, sha256 }): RecordedBody => {
    const truncated = bytes > longestBody;
    if (!truncated && !nestsDeeper(value, deepestBody)) return { bytes, sha256, value: parse(text) };
    return { bytes, head: fitText(text, longestBody), sha256, truncated };
  });
}

/** A copy: sinks take an entry later, and whoever made the body may change it meanwhile. */
function parse(text: string): Json {
  const value = JSON.parse(text) as Json;
  return isInOrder(value) ? value : inCanonicalOrder(value);
}

/** What an outcome answered: neither scrubbed nor rendered again where the call path says that it has done so. */
export function recordResponse(
  outcome: Outcome,
  scrub: Scrub,
  fingerprint: TakeFingerprint,
): WrittenBody | undefined | Promise<WrittenBody> {
  if (outcome.ok && outcome.sent !== undefined) {
    const { text } = outcome.sent;
    const isOrdered = isInOrder(outcome.value);
    const value = isOrdered ? outcome.value : inCanonicalOrder(outcome.value);
    // Compact JSON of what is in order is canonical, but for a lone surrogate.
    const canonical = isOrdered && !mayHoldLoneSurrogate(text) ? text : undefined;
    return whenKnown(capBody({ text, value }, fingerprint), (body) => write(body, canonical));
  }
  const body = outcome.ok ? outcome.value : outcome.error.details;
  return body === undefined ? undefined : recordBody(body, 'response', scrub, fingerprint);
}

/** @param text Canonical JSON of the value, where that is known. */
function write(body: RecordedBody, text: string | undefined): WrittenBody {
  return { value: body, text: 'value' in body && text !== undefined ? writeBody(body, text) : undefined };
}

/** Canonical JSON of a body that is kept whole. @param text Canonical JSON of its value. */
export function writeBody(
  body: { readonly bytes: number; readonly raw_hmac?: string; readonly sha256: string },
  text: string,
): string {
  const hmac = body.raw_hmac === undefined ? '' : `"raw_hmac":${quote(body.raw_hmac)},`;
  return `{"bytes":${body.bytes},${hmac}"sha256":${quote(body.sha256)},"value":${text}}`;
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
  if (levels === 0) return true;
  const items: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  for (const item of items) if (nestsDeeper(item, levels - 1)) return true;
  return false;
}
