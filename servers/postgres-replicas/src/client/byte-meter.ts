import type { Duplex } from 'node:stream';

/** Counts what a socket receives. */
export interface ByteMeter {
  /** Counts from zero; calls `onExceeded` once when more than `limit` bytes came. */
  start(limit: number, onExceeded: () => void): void;
  stop(): void;
}

/**
 * Meters `stream`, whose protocol parser listens already. The parser buffers a row until it is whole, so a limit on
 * parsed rows would come too late for one huge cell; this one comes at most a chunk (64 KiB) late.
 */
export function meterBytes(stream: Duplex): ByteMeter {
  let left = Number.POSITIVE_INFINITY;
  let exceeded: (() => void) | undefined;
  stream.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left >= 0 || exceeded === undefined) return;
    const report = exceeded;
    exceeded = undefined;
    report();
  });
  return {
    start(limit, onExceeded) {
      left = limit;
      exceeded = onExceeded;
    },
    stop() {
      left = Number.POSITIVE_INFINITY;
      exceeded = undefined;
    },
  };
}
