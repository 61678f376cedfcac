import type { Passage } from './passage.ts';

/** Takes a hit: `[start, end)` in the passage's text. `type` overrides the detector's own. */
export type Found = (start: number, end: number, type?: string) => void;

/** Finds one kind of personal data or secret. Time must be linear in the length of the passage. */
export interface Detector {
  /** Name of the placeholder and of the counter, e.g. `email`. */
  readonly type: string;
  find(passage: Passage, found: Found): void;
}

/** A detector that says what it needs, so that it is not asked about a text that has none of it. */
export interface SelectiveDetector extends Detector {
  readonly needs?: Needs | undefined;
}

/** One of these bits is enough: without any, the detector finds nothing. */
export interface Needs {
  /** Of `HOLDS`. */
  readonly holds: number;
  /** Of `ANNOUNCES`. */
  readonly announced: number;
}
