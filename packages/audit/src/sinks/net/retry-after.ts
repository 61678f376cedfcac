const longestMs = 3_600_000;

/**
 * What `Retry-After` asks for (RFC 9110, 10.2.3: seconds or a date), in ms, at most an hour: a receiver may slow a sink
 * down, not stop it. Undefined when it is absent or neither.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), longestMs);
}
