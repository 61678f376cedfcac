import { pino, type DestinationStream, type Logger } from 'pino';

/**
 * Lines with ISO times and without host name or pid, on stderr before the call returns. `onError` is told of a broken
 * stderr, which without a listener would end the process.
 */
export function openStderrLogger(destination: DestinationStream | undefined, onError: (error: Error) => void): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? openStderr(onError));
}

function openStderr(onError: (error: Error) => void): DestinationStream {
  const stderr = pino.destination({ fd: 2, sync: true });
  stderr.on('error', onError);
  return stderr;
}
