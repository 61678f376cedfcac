/** A sum for each key, of which half is forgotten after a while. */
export interface FadingSums {
  /** Keys that are remembered: the 1,000 that were added to last. */
  readonly size: number;
  add(key: string, amount: number): void;
  of(key: string): number;
}

const mostKeys = 1_000;

/** All sums are 0. `now` is a clock in ms. */
export function createFadingSums(halfLifeMs: number, now: () => number): FadingSums {
  // A Map keeps its order: the key that was added to longest ago is the first.
  const sums = new Map<string, { readonly amount: number; readonly at: number }>();
  const of = (key: string) => {
    const sum = sums.get(key);
    return sum === undefined ? 0 : sum.amount * 2 ** ((sum.at - now()) / halfLifeMs);
  };
  return {
    get size() {
      return sums.size;
    },
    of,
    add(key, amount) {
      const sum = { amount: of(key) + amount, at: now() };
      sums.delete(key);
      sums.set(key, sum);
      if (sums.size <= mostKeys) return;
      for (const oldest of sums.keys()) return void sums.delete(oldest);
    },
  };
}
