import { write } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { unlessAborted } from '../../unless-aborted.ts';

/** Takes lines, in their order. */
export interface LineWriter {
  /**
   * Resolves when the other end has all lines, those of earlier calls too.
   *
   * @param signal Ends the wait. What was not taken yet is kept, and goes out before the lines of the next call.
   * @throws Error of the other end. What it did not take is kept, too.
   */
  write(lines: readonly string[], signal: AbortSignal): Promise<void>;
}

/** How long a full pipe is left alone, in ms. */
const fullPipeMs = 20;

const writeSome = promisify(write);

/**
 * Writes to an open descriptor; the event loop never waits for whoever reads it. A pipe that nobody reads any more never
 * comes back: after one `EPIPE` lines go nowhere.
 */
export function createDescriptorWriter(fd: number): LineWriter {
  let left = Buffer.alloc(0);
  let isBroken = false;
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (left.length > 0) {
      try {
        const { bytesWritten } = await writeSome(fd, left);
        left = left.subarray(bytesWritten);
      } catch (error) {
        await endure(error);
      }
    }
  }

  async function endure(error: unknown): Promise<void> {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return pause(fullPipeMs);
    if (code === 'EPIPE') {
      isBroken = true;
      left = Buffer.alloc(0);
    }
    throw error;
  }

  return {
    async write(lines, signal) {
      if (isBroken) return;
      left = Buffer.concat([left, Buffer.from(lines.join(''))]);
      draining ??= drain().finally(() => (draining = undefined));
      // Nobody may be left to hear how it ended; the next call goes on with what is left.
      draining.catch(() => {});
      await unlessAborted(draining, signal);
    },
  };
}
