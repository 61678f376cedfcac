import type { Json } from './json.ts';

/** A result column. `origin` is where its values come from in the database, which an alias does not change. */
export interface ScrubColumn {
  readonly name: string;
  readonly origin?: { readonly schema: string; readonly table: string; readonly column: string };
}

/** Replaces personal data and secrets in what one call sends out, and counts what it replaced. */
export interface Scrub {
  text(text: string): string;
  /**
   * Keeps the shape: containers, array lengths, number of keys. What needs no change comes back as it is, and `value` is
   * never modified. `path` names the place, e.g. `result.rows`.
   */
  value(value: Json, path?: string): Json;
  /** `rows` are arrays in the order of `columns`. */
  rows(columns: readonly ScrubColumn[], rows: readonly (readonly Json[])[]): Json[][];
  /** Replacements so far, by type, e.g. `{ email: 3 }`. Never values. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Makes one `Scrub` per call. */
export interface Scrubber {
  /** Shown in `/ready`, e.g. `pii-scrub`. */
  readonly name: string;
  start(): Scrub;
}
