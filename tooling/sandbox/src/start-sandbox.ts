import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createDatabase, type CreateDatabaseOptions, type TestDatabase } from './create-database.ts';
import { readCredentials } from './credentials.ts';
import { lockDirectory } from './directory-lock.ts';
import { claimDirectory, fillDirectory } from './pair-directory.ts';
import { locatePostgres } from './postgres-binaries.ts';
import type { Workshop } from './prepare-cluster.ts';
import { removeAbandoned } from './remove-abandoned.ts';
import type { SandboxAddress } from './sandbox-address.ts';
import { openDisposableHome, openSandboxHome } from './sandbox-home.ts';
import { startPair, type SandboxPair } from './sandbox-pair.ts';
import { DATABASES, type SeedSize } from './seed-files.ts';
import { findServerAccount } from './server-account.ts';
import { writeServerConfig } from './server-config.ts';
import { waitForReplay } from './wait-for-replay.ts';

/** How to start a pair that lasts. */
export interface StartSandboxOptions {
  /** Where the pair is kept between runs. Default: `up` in a directory of this checkout below the temporary one. */
  readonly dir?: string;
  /** Throws away what an earlier run left in `dir`. Default false. */
  readonly fresh?: boolean;
  /** Default `full`. */
  readonly seed?: SeedSize;
  /** Gets progress, a line at a time. Default: nobody. */
  readonly log?: (line: string) => void;
}

/** A running primary and its streaming hot standby. */
export interface Sandbox extends SandboxAddress, SandboxPair {
  /** Resolves when the replica shows what was committed on the primary before. */
  waitForReplay(): Promise<void>;
  createDatabase(options: CreateDatabaseOptions): Promise<TestDatabase>;
  /** Stops both servers; what is in `dir` stays for the next start. Harmless when called twice. */
  close(): Promise<void>;
}

/**
 * Starts the pair in `dir`, making it first where there is none. The caller closes it; it also ends with this process.
 *
 * @throws SandboxError when another process uses `dir`, or it cannot be used; the message says how to mend it.
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<Sandbox> {
  const workshop = await openWorkshop(options.log);
  const directory = resolve(options.dir ?? join(workshop.home, 'up'));
  return startIn(workshop, directory, { size: options.seed ?? 'full', fresh: options.fresh ?? false });
}

/**
 * Starts a pair of its own, for a test that promotes, stops or fills it. `close()` deletes it; one whose process was
 * killed is deleted by the next that starts. Takes about two seconds once a cluster of this seed has been prepared.
 */
export async function startDisposableSandbox(
  options: Pick<StartSandboxOptions, 'seed' | 'log'> = {},
): Promise<Sandbox> {
  const workshop = await openWorkshop(options.log);
  const home = await openDisposableHome(workshop.account);
  await removeAbandoned(home, workshop.binaries, workshop.account);
  const directory = await mkdtemp(join(home, `disposable-${process.pid}-`));
  await chmod(directory, 0o711);
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const sandbox = await startIn(workshop, directory, { size: options.seed ?? 'small', fresh: false });
    return { ...sandbox, close: () => sandbox.close().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function startIn(
  workshop: Workshop,
  directory: string,
  options: { readonly size: SeedSize; readonly fresh: boolean },
): Promise<Sandbox> {
  await claimDirectory(directory, workshop.account);
  const release = await lockDirectory(directory);
  try {
    const files = await fillDirectory(workshop, directory, options);
    const credentials = await readCredentials(directory);
    const pair = await startPair(workshop, files, credentials);
    const { agent, admin } = credentials;
    const databases = [...DATABASES];
    const config = { directory, replicaPort: pair.replica.port, agent, databases };
    const configPath = await writeServerConfig(config).catch(async (cause: unknown) => {
      await pair.close();
      throw cause;
    });
    let closing: Promise<void> | undefined;
    return {
      ...pair,
      admin,
      agent,
      databases,
      configPath,
      waitForReplay: () => waitForReplay({ primary: pair.primary, admin }),
      createDatabase: (wanted) => createDatabase({ primary: pair.primary, admin }, wanted),
      close: () => (closing ??= pair.close().then(release)),
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function openWorkshop(log: (line: string) => void = () => {}): Promise<Workshop> {
  const account = findServerAccount();
  const home = await openSandboxHome(account);
  const binaries = await locatePostgres(home, account);
  await removeAbandoned(home, binaries, account);
  return { home, account, binaries, log };
}
