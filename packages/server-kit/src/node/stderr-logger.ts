import { pino, type Logger as PinoLogger } from 'pino';

/** Structured log lines on stderr; stdout belongs to the protocol. `level` is one of pino's, default `info`. */
export function createStderrLogger(name: string, level = 'info'): PinoLogger {
  return pino(
    { name, level, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ fd: 2, sync: true }),
  );
}
