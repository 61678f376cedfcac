const firstMs = 500;
const longestMs = 60_000;
const longestRetryAfterMs = 3_600_000;

/**
 * How long to wait before the next try, in ms: exponential with full jitter, 0.5 s at most at first and 60 s at last; never
 * shorter than what the destination asked for, which counts up to an hour.
 *
 * @param failures How many tries have failed in a row.
 * @param random In [0, 1).
 */
export function backoffMs(failures: number, random: number, retryAfterMs = 0): number {
  const jitter = random * Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.min(longestRetryAfterMs, Math.max(0, retryAfterMs)) + jitter;
}
