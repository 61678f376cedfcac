/** How many there were and what they add up to. */
export interface Sum {
  readonly count: number;
  readonly amount: number;
}

/** A sum for each key, of which half is forgotten after a while. */
export interface FadingSums {
  /** Keys that are remembered: the 1,000 that were added to last. */
  readonly size: number;
  add(key: string, amount: number): void;
  of(key: string): Sum;
}

const mostKeys = 1_000;
const nothing: Sum = { count: 0, amount: 0 };

/** All sums are 0. `now` is a clock in ms. */
export function createFadingSums(halfLifeMs: number, now: () => number): FadingSums {
  // A Map keeps its order: the key that was added to longest ago is the first.
  const sums = new Map<string, Sum & { readonly at: number }>();
  const of = (key: string) => {
    const sum = sums.get(key);
    if (sum === undefined) return nothing;
    const share = 2 ** ((sum.at - now()) / halfLifeMs);
    return { count: sum.count * share, amount: sum.amount * share };
  };
  return {
    get size() {
      return sums.size;
    },
    of,
    add(key, amount) {
      const before = of(key);
      sums.delete(key);
      sums.set(key, { count: before.count + 1, amount: before.amount + amount, at: now() });
      if (sums.size <= mostKeys) return;
      for (const oldest of sums.keys()) return void sums.delete(oldest);
    },
  };
}
