import type { Found, SelectiveDetector } from './detector.ts';
import type { Replacer } from './operators/replacer.ts';
import type { PassageReader } from './passage-reader.ts';

/** A place in a text to be replaced. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** What to look for, and what to leave. */
export interface HitSearch {
  readonly detectors: readonly SelectiveDetector[];
  readonly reader: PassageReader;
  readonly replacer: Pick<Replacer, 'keeps'>;
}

interface RankedHit extends Hit {
  /** Of the detector: lower goes before. */
  readonly rank: number;
}

const NONE: readonly Hit[] = [];

/** Hits in order, without overlaps: where detectors disagree, the whole stretch goes, named by the earlier detector. */
export function findHits({ detectors, reader, replacer }: HitSearch, text: string, context: string): readonly Hit[] {
  const passage = reader.read(text, context);
  const { holds, announced } = passage;
  let hits: RankedHit[] | undefined;
  let rank = 0;
  let finder = '';
  const found: Found = (start, end, type = finder) => {
    if (!replacer.keeps(type, text, start, end)) (hits ??= []).push({ start, end, type, rank });
  };
  for (; rank < detectors.length; rank++) {
    const detector = detectors[rank]!;
    const { needs } = detector;
    if (needs !== undefined && (needs.holds & holds) === 0 && (needs.announced & announced) === 0) continue;
    finder = detector.type;
    detector.find(passage, found);
  }
  if (hits === undefined) return NONE;
  return hits.length > 1 ? merged(hits) : hits;
}

function merged(hits: RankedHit[]): Hit[] {
  hits.sort((a, b) => a.start - b.start || a.rank - b.rank);
  const result: RankedHit[] = [];
  for (const hit of hits) {
    const last = result.at(-1);
    if (last === undefined || hit.start >= last.end) {
      result.push(hit);
      continue;
    }
    const { type, rank } = hit.rank < last.rank ? hit : last;
    result[result.length - 1] = { start: last.start, end: Math.max(last.end, hit.end), type, rank };
  }
  return result;
}
