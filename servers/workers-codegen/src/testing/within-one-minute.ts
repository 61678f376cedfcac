const minute = () => Math.floor(Date.now() / 60_000);

/**
 * The rate limiter of workerd counts by the minute of the clock. What began in one and ended in the next shows nothing of
 * a limit: it runs again, as somebody else by its `turn`, with the whole minute before it.
 */
export async function withinOneMinute<T>(run: (turn: 0 | 1) => Promise<T>): Promise<T> {
  const began = minute();
  const result = await run(0);
  return minute() === began ? result : run(1);
}
