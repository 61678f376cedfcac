import type { DestinationStream } from 'pino';
import type { AuditSink } from '../../audit-sink.ts';
import { openStderrLogger } from '../../node/stderr-logger.ts';
import { SinkError } from '../../sink-error.ts';
import { entryLevel } from '../entry-level.ts';
import { createRecentKeys } from '../recent-keys.ts';

/** Where the lines go. */
export interface StderrSinkOptions {
  /** Default: stderr, written before a delivery resolves. Never stdout: that is the protocol's over stdio. */
  readonly destination?: DestinationStream;
  /** Default `stderr`. */
  readonly name?: string;
}

/**
 * One structured line of pino per entry, under the key `audit`, beside the rest of a server's log. Level by status. A
 * process does not repeat a line, but the one after it may: nobody can ask stderr what it has. A pipe that nobody reads any
 * more never comes back; after one failed delivery its lines go nowhere, so that the log does not wait for it.
 */
export function openStderrSink({ destination, name = 'stderr' }: StderrSinkOptions = {}): AuditSink {
  let failure: Error | undefined;
  const logger = openStderrLogger(destination, (error) => (failure = error));
  const written = createRecentKeys();
  return {
    name,
    async deliver(batch) {
      failure = undefined;
      for (const entry of batch) {
        if (written.has(entry)) continue;
        logger[entryLevel(entry)]({ audit: entry }, 'audit');
        if (failure !== undefined)
          throw new SinkError('stderr cannot be written to', { kind: 'retry', cause: failure });
        written.add(entry);
      }
    },
    async close() {},
  };
}
