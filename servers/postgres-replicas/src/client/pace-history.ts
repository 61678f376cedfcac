import { createFadingSums } from './fading-sums.ts';

/** How long the queries of each agent, or the runs of each statement, took lately: half of it is forgotten after a minute. */
export interface PaceHistory {
  /** One took `ms`. */
  add(key: string, ms: number): void;
  /** Whether it had a slow one lately, and not many quick ones beside it. */
  isMostlySlow(key: string): boolean;
  /** Whether it had one lately. */
  isKnown(key: string): boolean;
  /** Whether it had two quick ones lately, and ten for each that was slow. */
  isMostlyQuick(key: string): boolean;
  /** Milliseconds in all. */
  total(key: string): number;
  /** Milliseconds of one. */
  mean(key: string): number;
}

const halfLifeMs = 60_000;
/** As many quick ones make up for a slow one. */
const quickForSlow = 3;

/** No history. What has none is taken to be about to be slow. `now` is a clock in ms. */
export function createPaceHistory(slowAfterMs: number, now: () => number): PaceHistory {
  const [quick, slow] = [createFadingSums(halfLifeMs, now), createFadingSums(halfLifeMs, now)];
  const total = (key: string) => quick.of(key).amount + slow.of(key).amount || slowAfterMs;
  return {
    total,
    mean: (key) => total(key) / Math.max(1, quick.of(key).count + slow.of(key).count),
    isKnown: (key) => quick.of(key).count + slow.of(key).count > 0.5,
    isMostlyQuick: (key) => quick.of(key).count > Math.max(1.5, slow.of(key).count * 10),
    isMostlySlow: (key) => {
      const { count } = slow.of(key);
      return count > 0.5 && count * quickForSlow > quick.of(key).count;
    },
    add: (key, ms) => (ms < slowAfterMs ? quick : slow).add(key, ms),
  };
}
