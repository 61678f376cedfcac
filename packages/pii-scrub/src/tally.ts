/** How many values were replaced, by type. Never holds a value. */
export interface Tally {
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
  /** Counts one replacement and returns its placeholder, e.g. `[email]`. */
  replace(type: string): string;
}

export function createTally(): Tally {
  const counts: Record<string, number> = Object.create(null) as Record<string, number>;
  let total = 0;
  return {
    counts,
    get total() {
      return total;
    },
    replace(type) {
      counts[type] = (counts[type] ?? 0) + 1;
      total++;
      return `[${type}]`;
    },
  };
}
