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
  return new PlaceTally();
}

/** Everything is made when there is something to count: most texts hold nothing. */
class PlaceTally implements Tally {
  #places: Map<string, Map<string, number>> | undefined;
  #totals: Map<string, number> | undefined;
  #labels: Map<Place, string> | undefined;
  /** The last that was counted, and how often in a row; not in the maps yet. */
  #place: Place | undefined;
  #type = '';
  #pending = 0;

  count(type: string, place: Place): void {
    if (place !== this.#place || type !== this.#type) {
      this.#settle();
      this.#place = place;
      this.#type = type;
    }
    this.#pending++;
  }

  counts(): Record<string, number> {
    this.#settle();
    return this.#totals === undefined ? {} : Object.fromEntries(this.#totals);
  }

  report(): ScrubReport {
    this.#settle();
    const places = Array.from(this.#places ?? [], ([place, counts]) => [place, Object.fromEntries(counts)] as const);
    return {
      total: Array.from(this.#totals?.values() ?? []).reduce((sum, count) => sum + count, 0),
      counts: Object.fromEntries(this.#totals ?? []),
      places: Object.fromEntries(places),
    };
  }

  #settle(): void {
    if (this.#pending === 0) return;
    const totals = (this.#totals ??= new Map());
    const places = (this.#places ??= new Map());
    const label = this.#labelOf(this.#place!);
    const at = places.has(label) || places.size < MOST_PLACES ? label : ELSEWHERE;
    const known = places.get(at) ?? new Map<string, number>();
    places.set(at, known);
    for (const counts of [totals, known]) counts.set(this.#type, (counts.get(this.#type) ?? 0) + this.#pending);
    this.#pending = 0;
  }

  #labelOf(place: Place): string {
    const labels = (this.#labels ??= new Map<Place, string>());
    const label = labels.get(place) ?? placeOf(place);
    if (labels.size >= MOST_PLACES) labels.clear();
    labels.set(place, label);
    return label;
  }
}
