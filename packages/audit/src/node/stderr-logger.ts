import { pino, type Logger, type LoggerOptions } from 'pino';

/** ISO times, and neither host name nor pid. */
export const lineFormat: LoggerOptions = { base: null, timestamp: pino.stdTimeFunctions.isoTime };

/** Most that waits for whoever reads stderr, in bytes. Lines beyond it are dropped. */
const mostWaiting = 1_048_576;

/** Lines on stderr, which no caller waits for. A broken stderr would end the process without a listener. */
export function openStderrLogger(): Logger {
  const stderr = pino.destination({ fd: 2, sync: false, maxLength: mostWaiting });
  stderr.on('error', () => {});
  return pino(lineFormat, stderr);
}
