import { inject } from 'vitest';
import { createDatabase, type CreateDatabaseOptions, type TestDatabase } from './create-database.ts';
import type { ProvidedSandbox } from './provided-sandbox.ts';
import type { SandboxAddress } from './sandbox-address.ts';
import { waitForReplay } from './wait-for-replay.ts';

/** The pair all test files of a run share: read its databases, write only to ones made with `createDatabase`. */
export interface SharedSandbox extends SandboxAddress {
  /** A database of one's own, copied from a seeded one; drop it when the file is done. */
  createDatabase(options: CreateDatabaseOptions): Promise<TestDatabase>;
  /** Resolves when the replica shows what was committed on the primary before. */
  waitForReplay(): Promise<void>;
}

/**
 * The pair of this vitest run, started by the first call. Needs `@mcp-chassis/sandbox/vitest` as a global setup. A test
 * that stops or promotes the replica uses `startDisposableSandbox` instead.
 */
export async function sharedSandbox(): Promise<SharedSandbox> {
  const { url }: ProvidedSandbox = inject('sandbox');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The shared sandbox did not start: ${await response.text()}`);
  const address = (await response.json()) as SandboxAddress;
  return {
    ...address,
    createDatabase: (options) => createDatabase(address, options),
    waitForReplay: () => waitForReplay(address),
  };
}
