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
  const sums = () => createFadingSums(halfLifeMs, now);
  const [time, quick, slow] = [sums(), sums(), sums()];
  const total = (key: string) => time.of(key) || slowAfterMs;
  return {
    total,
    mean: (key) => total(key) / Math.max(1, quick.of(key) + slow.of(key)),
    isKnown: (key) => quick.of(key) + slow.of(key) > 0.5,
    isMostlyQuick: (key) => quick.of(key) > Math.max(1.5, slow.of(key) * 10),
    isMostlySlow: (key) => slow.of(key) > 0.5 && slow.of(key) * quickForSlow > quick.of(key),
    add(key, ms) {
      time.add(key, ms);
      (ms < slowAfterMs ? quick : slow).add(key, 1);
    },
  };
}
