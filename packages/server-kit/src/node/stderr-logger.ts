import { pino, type Logger as PinoLogger } from 'pino';

/** Most that waits for whoever reads stderr, in bytes. Lines beyond it are dropped. */
const mostWaiting = 1_048_576;

/**
 * Structured log lines on stderr; stdout belongs to the protocol. `level` is one of pino's, default `info`. Nobody waits
 * for whoever reads them: up to 1 MiB is kept for a slow reader, what comes then is dropped. What is left is written when
 * the process exits.
 */
export function createStderrLogger(name: string, level = 'info'): PinoLogger {
  const stderr = pino.destination({ fd: 2, sync: false, maxLength: mostWaiting });
  stderr.on('error', () => {});
  return pino({ name, level, formatters: { level: (label) => ({ level: label }) } }, stderr);
}
