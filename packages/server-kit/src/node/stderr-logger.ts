import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/** Most that waits for whoever reads stderr, in bytes. Lines beyond it are dropped. */
const mostWaiting = 1_048_576;
/** How long a full pipe is left alone, in ms. */
const fullPipeMs = 20;
/** Longest that a process which ends waits for whoever reads, in ms. */
const lastWordsMs = 200;

/**
 * Structured log lines on stderr; stdout belongs to the protocol. `level` is one of pino's, default `info`. A line is written
 * before the call returns. Nobody waits for whoever reads a pipe slowly: up to 1 MiB is kept for it, what comes then is
 * dropped. A stderr that cannot be written to stops nothing.
 */
export function createStderrLogger(name: string, level = 'info'): PinoLogger {
  return pino({ name, level, formatters: { level: (label) => ({ level: label }) } }, openStderr());
}

function openStderr(): DestinationStream {
  // Node makes a pipe one that does not block when `process.stderr` is first used.
  const { fd } = process.stderr;
  const stderr = pino.destination({ fd, sync: true, maxLength: mostWaiting, retryEAGAIN: () => false });
  const pipe = { isFull: false };
  const goOn = () => {
    pipe.isFull = false;
    stderr.write('');
  };
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EAGAIN' || pipe.isFull) return;
    pipe.isFull = true;
    setTimeout(goOn, fullPipeMs).unref();
  });
  process.once('exit', () => {
    const until = Date.now() + lastWordsMs;
    const nobody = new Int32Array(new SharedArrayBuffer(4));
    while (pipe.isFull && Date.now() < until) {
      Atomics.wait(nobody, 0, 0, fullPipeMs);
      goOn();
    }
  });
  return stderr;
}
