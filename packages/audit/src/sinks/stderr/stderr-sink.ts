import { pino, type DestinationStream } from 'pino';
import type { AuditSink } from '../../audit-sink.ts';
import { lineFormat } from '../../node/stderr-logger.ts';
import { SinkError } from '../../sink-error.ts';
import { entryLevel } from '../entry-level.ts';
import { createRecentKeys } from '../recent-keys.ts';
import { createDescriptorWriter, type LineWriter } from './descriptor-writer.ts';

/** Where the lines go. */
export interface StderrSinkOptions {
  /** Default: stderr, written before a delivery resolves. Never stdout: that is the protocol's over stdio. */
  readonly destination?: DestinationStream;
  /** Default `stderr`. */
  readonly name?: string;
}

/**
 * One structured line of pino per entry, under the key `audit`, beside the rest of a server's log. Level by status. A
 * process does not repeat a line, but the one after it may: nobody can ask stderr what it has. Whoever reads stderr slowly
 * holds up deliveries, never calls. A pipe that nobody reads any more never comes back; after one failed delivery its
 * lines go nowhere, so that the log does not wait for it.
 */
export function openStderrSink({ destination, name = 'stderr' }: StderrSinkOptions = {}): AuditSink {
  const writer = destination === undefined ? createDescriptorWriter(process.stderr.fd) : writeTo(destination);
  const begun = createRecentKeys();
  const lines: string[] = [];
  const logger = pino(lineFormat, { write: (line) => void lines.push(line) });
  return {
    name,
    async deliver(batch, signal) {
      signal.throwIfAborted();
      for (const { key, entry } of batch) {
        if (begun.has(key)) continue;
        logger[entryLevel(entry)]({ audit: entry }, 'audit');
        begun.add(key);
      }
      try {
        await writer.write(lines.splice(0), signal);
      } catch (cause) {
        throw new SinkError('stderr cannot be written to', { kind: 'retry', cause });
      }
    },
    async close() {},
  };
}

function writeTo(destination: DestinationStream): LineWriter {
  const left: string[] = [];
  return {
    async write(lines) {
      left.push(...lines);
      for (let [line] = left; line !== undefined; [line] = left) {
        destination.write(line);
        left.shift();
      }
    },
  };
}
