import { placeOf, type Place } from './place.ts';

/** How many values were replaced, by type, and where. */
export interface ScrubReport {
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
  /**
   * By place, e.g. `{ 'users[].email': { email: 3 } }`: a column, the path of keys, or `(text)`. Keys are scrubbed too; after 500
   * places the rest is counted under `(elsewhere)`.
   */
  readonly places: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Counts replacements. Never holds a value. */
export interface Tally {
  count(type: string, place: Place): void;
  /** A copy of the counts by type. */
  counts(): Record<string, number>;
  report(): ScrubReport;
}

const MOST_PLACES = 500;
const ELSEWHERE = '(elsewhere)';

export function createTally(): Tally {
  // Made when there is something to count: most texts hold nothing.
  let places: Map<string, Map<string, number>> | undefined;
  let totals: Map<string, number> | undefined;
  let labels: Map<Place, string> | undefined;
  const labelOf = (place: Place): string => {
    const known = labels?.get(place);
    if (known !== undefined) return known;
    const label = placeOf(place);
    (labels ??= new Map()).set(place, label);
    if (labels.size > MOST_PLACES) labels.clear();
    return label;
  };
  return {
    count(type, at) {
      const place = labelOf(at);
      places ??= new Map();
      totals ??= new Map();
      totals.set(type, (totals.get(type) ?? 0) + 1);
      const known = places.get(place) ?? (places.size < MOST_PLACES ? undefined : places.get(ELSEWHERE));
      if (known !== undefined) known.set(type, (known.get(type) ?? 0) + 1);
      else places.set(places.size < MOST_PLACES ? place : ELSEWHERE, new Map([[type, 1]]));
    },
    counts: () => Object.fromEntries(totals ?? []),
    report: () => ({
      total: Array.from(totals?.values() ?? []).reduce((sum, count) => sum + count, 0),
      counts: Object.fromEntries(totals ?? []),
      places: Object.fromEntries(Array.from(places ?? [], ([place, counts]) => [place, Object.fromEntries(counts)])),
    }),
  };
}
