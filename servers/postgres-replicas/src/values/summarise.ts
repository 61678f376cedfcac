import { createHash } from 'node:crypto';
import { renderUntrusted, type Json } from '@mcp-chassis/tool-kit';
import type { CellScrub } from './cell-scrub.ts';
import { parseJson } from './parse-json.ts';

/** How cells that are too big, or no text at all, are shown. */
export interface SummaryOptions {
  /** Cells with more characters are summarised. Default 2 000. */
  readonly maxCellCharacters?: number;
  /** Replaces personal data. Applied before a head is cut, so that the cut cannot hide half a value from it. */
  readonly scrub?: CellScrub;
}

/** Longest text a summary looks at for its head. */
const windowCharacters = 65_536;
const headCharacters = 200;
const headBytes = 16;
const digestCharacters = 16;

/** A long text as its length, digest and scrubbed head; as a placeholder alone when all of it is personal. */
export function summariseText(text: string, { scrub }: SummaryOptions): Json {
  const window = text.slice(0, windowCharacters);
  const clean = scrub?.value(window) ?? window;
  if (isPlaceholder(clean)) return clean;
  return { type: 'text', ...measure(text), head: cutHead(String(clean)) };
}

/** Long json as its length, digest and head. Scrubbed as a structure, so that its keys count, and only then cut. */
export function summariseJson(text: string, { scrub }: SummaryOptions): Json {
  const json = text.length > windowCharacters ? undefined : parseJson(text);
  if (json === undefined) return { type: 'json', ...measure(text) };
  const clean = scrub === undefined ? undefined : scrub.value(json);
  if (isPlaceholder(clean)) return clean;
  return { type: 'json', ...measure(text), head: cutHead(clean === undefined ? text : JSON.stringify(clean)) };
}

/**
 * `bytea` in hex form as its length, digest and first bytes. Bytes that read as text with personal data in it, or
 * that their name makes secret, show only their length: a head would spell it out, a digest would confirm a guess.
 */
export function summariseBytes(hex: string, { scrub }: SummaryOptions): Json {
  if (!hex.startsWith('\\x')) return { type: 'bytea' };
  const bytes = Buffer.from(hex.slice(2), 'hex');
  // Rendered here, so that control characters alone do not look like something that was scrubbed.
  const text = renderUntrusted(bytes.toString('utf8', 0, windowCharacters));
  const clean = scrub?.value(text) ?? text;
  if (clean !== text) return { type: 'bytea', bytes: bytes.length };
  return {
    type: 'bytea',
    bytes: bytes.length,
    sha256: digest(bytes),
    head: bytes.toString('hex', 0, headBytes),
  };
}

function isPlaceholder(value: Json | undefined): value is string {
  return typeof value === 'string' && /^\[[a-z_]+\]$/.test(value);
}

function measure(text: string): { readonly characters: number; readonly sha256: string } {
  return { characters: text.length, sha256: digest(text) };
}

function cutHead(text: string): string {
  return text.slice(0, headCharacters).toWellFormed();
}

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex').slice(0, digestCharacters);
}
