import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeConnectionFile } from './connection-file.ts';
import type { SeedSize } from './seed-files.ts';
import { startSandbox } from './start-sandbox.ts';

/** What `sandbox up` was asked for. */
export interface UpOptions {
  readonly out: string | undefined;
  readonly dir: string | undefined;
  readonly fresh: boolean;
  readonly seed: SeedSize;
}

/**
 * Runs a pair until `stop` is aborted, then stops it. The connection file exists exactly while the pair can be used.
 */
export async function runUp(options: UpOptions, stop: AbortSignal, log: (line: string) => void): Promise<void> {
  const began = performance.now();
  const out = options.out === undefined ? undefined : resolve(options.out);
  if (out !== undefined) await rm(out, { force: true });
  const sandbox = await startSandbox({
    log,
    fresh: options.fresh,
    seed: options.seed,
    ...(options.dir !== undefined && { dir: options.dir }),
  });
  try {
    if (stop.aborted) return;
    if (out !== undefined) await writeConnectionFile(out, sandbox);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    log(`ready after ${seconds} s: primary on port ${sandbox.primary.port}, replica on port ${sandbox.replica.port}`);
    log(`server config: ${sandbox.configPath}`);
    log(`stop with Ctrl-C or 'kill ${process.pid}'`);
    await aborted(stop);
    log('stopping');
  } finally {
    if (out !== undefined) await rm(out, { force: true });
    await sandbox.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolvePromise) => {
    if (signal.aborted) resolvePromise();
    signal.addEventListener('abort', () => resolvePromise(), { once: true });
  });
}
