/** A sum for each agent, of which half is forgotten after a while. */
export interface FadingSums {
  /** Agents that are remembered. */
  readonly size: number;
  add(agent: string, amount: number): void;
  of(agent: string): number;
}

/** What is less than this is forgotten. */
const least = 0.001;
const sweepAbove = 1_000;

/** All sums are 0. `now` is a clock in ms. */
export function createFadingSums(halfLifeMs: number, now: () => number): FadingSums {
  const sums = new Map<string, { amount: number; at: number }>();
  const of = (agent: string) => {
    const sum = sums.get(agent);
    return sum === undefined ? 0 : sum.amount * 2 ** ((sum.at - now()) / halfLifeMs);
  };
  const sweep = () => {
    for (const agent of sums.keys()) if (of(agent) < least) sums.delete(agent);
  };
  return {
    get size() {
      return sums.size;
    },
    of,
    add(agent, amount) {
      sums.set(agent, { amount: of(agent) + amount, at: now() });
      if (sums.size > sweepAbove) sweep();
    },
  };
}
