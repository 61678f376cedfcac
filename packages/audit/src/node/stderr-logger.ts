import { pino, type Logger, type LoggerOptions } from 'pino';

/** ISO times, and neither host name nor pid. */
export const lineFormat: LoggerOptions = { base: null, timestamp: pino.stdTimeFunctions.isoTime };

/** Most that waits for whoever reads stderr, in bytes. Lines beyond it are dropped. */
const mostWaiting = 1_048_576;

/**
 * Lines on stderr before the call returns. What a full pipe does not take goes out before the next line. A broken stderr
 * would end the process without a listener.
 */
export function openStderrLogger(): Logger {
  // Node makes a pipe one that does not block when `process.stderr` is first used.
  const { fd } = process.stderr;
  const stderr = pino.destination({ fd, sync: true, maxLength: mostWaiting, retryEAGAIN: () => false });
  stderr.on('error', () => {});
  return pino(lineFormat, stderr);
}
