import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startFakeInference, startLocalWorker, type SeenCall } from '@mcp-chassis/workers-sandbox';
import { expect } from 'vitest';

/** The Worker in workerd, with the stub behind it. */
export interface ObservedWorker {
  readonly url: string;
  /** Everything it wrote up to now. */
  readLines(): Promise<readonly string[]>;
  /** What the stub saw of calls with the mark in their prompt. */
  seenCalls(mark: string): readonly SeenCall[];
  /** Sets its clock ahead of the machine's. */
  setClockAhead(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function openObservedWorker(pin: string): Promise<ObservedWorker> {
  const fake = await startFakeInference();
  const worker = await startLocalWorker({
    config: fileURLToPath(new URL('wrangler.jsonc', import.meta.url)),
    vars: { PIN: pin, INFERENCE_URL: `${fake.url}/v1` },
  });
  return {
    url: worker.url,
    async readLines() {
      // Its lines come through a pipe: what was written before the mark is there when the mark is.
      const mark = `mark ${randomUUID()}`;
      await fetch(`${worker.url}/test/mark?text=${encodeURIComponent(mark)}`);
      await expect.poll(() => worker.lines).toContain(mark);
      return worker.lines.slice(0, worker.lines.indexOf(mark));
    },
    seenCalls: (mark) => fake.calls.filter(({ prompt }) => prompt.includes(mark)),
    async setClockAhead(ms) {
      await fetch(`${worker.url}/test/clock?ms=${ms}`);
    },
    async close() {
      await worker.close();
      await fake.close();
    },
  };
}
