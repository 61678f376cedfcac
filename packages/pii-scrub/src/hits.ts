import type { Detector, Found } from './detector.ts';
import type { PassageReader } from './passage-reader.ts';

/** A place in a text to be replaced. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** What to look for, and what to leave. */
export interface HitSearch {
  readonly detectors: readonly Detector[];
  readonly reader: PassageReader;
  readonly replacer: { keeps(type: string, value: string): boolean };
}

/** Hits in order, without overlaps: where detectors disagree, the whole stretch goes, named by the earlier detector. */
export function findHits({ detectors, reader, replacer }: HitSearch, text: string, context: string): readonly Hit[] {
  const passage = reader.read(text, context);
  const hits: Hit[] = [];
  let finder = '';
  const found: Found = (start, end, type = finder) => {
    if (!replacer.keeps(type, text.slice(start, end))) hits.push({ start, end, type });
  };
  for (const detector of detectors) {
    finder = detector.type;
    detector.find(passage, found);
  }
  return hits.length > 1 ? merged(hits) : hits;
}

function merged(hits: readonly Hit[]): Hit[] {
  const ranked = hits.map((hit, rank) => ({ ...hit, rank })).sort((a, b) => a.start - b.start || a.rank - b.rank);
  const result: (Hit & { rank: number })[] = [];
  for (const hit of ranked) {
    const last = result.at(-1);
    if (last === undefined || hit.start >= last.end) {
      result.push(hit);
      continue;
    }
    const first = hit.rank < last.rank ? hit : last;
    result[result.length - 1] = {
      start: last.start,
      end: Math.max(last.end, hit.end),
      type: first.type,
      rank: first.rank,
    };
  }
  return result;
}
