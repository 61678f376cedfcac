import { describe, expect, test } from 'vitest';
import type { Detector } from './detector.ts';
import { findHits } from './hits.ts';
import { createPassageReader } from './passage-reader.ts';

const reader = createPassageReader();
const replacer = { keeps: (type: string) => type === 'connection' };

/** The parts of a text that one detector alone finds. */
export const foundBy = (detector: Detector, text: string, context = ''): string[] =>
  findHits({ detectors: [detector], reader, replacer }, text, context).map(({ start, end }) => text.slice(start, end));

/** A detector's table: what it finds in which text, and texts that it leaves alone. */
export interface DetectorTable {
  readonly finds: readonly (readonly [expected: string, text: string])[];
  readonly leaves: readonly string[];
}

/** Runs the table of a detector. */
export function describeDetector(name: string, detector: Detector, { finds, leaves }: DetectorTable): void {
  describe(`detector of ${name}`, () => {
    test.each(finds)('finds %j in %j [D1]', (expected, text) => {
      expect(foundBy(detector, text)).toEqual([expected]);
    });
    test.each(leaves)('leaves %j alone [D2]', (text) => {
      expect(foundBy(detector, text)).toEqual([]);
    });
  });
}
