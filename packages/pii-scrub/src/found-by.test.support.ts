import type { Detector } from './detector.ts';
import { findHits } from './hits.ts';

/** The parts of a text that one detector alone finds. */
export const foundBy = (detector: Detector, text: string): string[] =>
  findHits(text, [detector]).map(({ start, end }) => text.slice(start, end));
