import { chown, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyCluster, makeStandby } from './copy-cluster.ts';
import { endLeftover } from './end-leftover.ts';
import { prepareCluster, type Workshop } from './prepare-cluster.ts';
import { SandboxError } from './sandbox-error.ts';
import type { SeedSize } from './seed-files.ts';
import { canEnter, type ServerAccount } from './server-account.ts';

/** Marks a directory as ours: only such a directory is ever wiped. */
const MARKER = 'MADE-BY-MCP-CHASSIS-SANDBOX';

/** Written last, holds the key of the prepared cluster the pair was copied from. */
const COMPLETE = 'complete';

/** The data directories of one pair, stopped and ready to start. */
export interface PairDirectory {
  readonly directory: string;
  readonly primary: string;
  readonly standby: string;
}

/**
 * Makes `directory` usable for a pair, without touching what is in it.
 *
 * @throws SandboxError when it holds something else, or the servers could not enter it.
 */
export async function claimDirectory(directory: string, account: ServerAccount | undefined): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o711 });
  const entries = await readdir(directory);
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new SandboxError(`'${directory}' is not empty and not a sandbox. Choose an empty directory with --dir.`);
  }
  if (!canEnter(directory, account)) {
    throw new SandboxError(
      `The servers run as '${account?.name}', who cannot enter '${directory}'. Choose a directory below /tmp with --dir.`,
    );
  }
  await writeFile(join(directory, MARKER), '');
}

/** Fills a claimed and locked directory with a pair, or keeps the pair it has when that is whole and of this seed. */
export async function fillDirectory(
  workshop: Workshop,
  directory: string,
  options: { readonly size: SeedSize; readonly fresh: boolean },
): Promise<PairDirectory> {
  const { account, binaries, log } = workshop;
  const servers = join(directory, 'servers');
  const pair = { directory, primary: join(servers, 'primary'), standby: join(servers, 'standby') };
  await endLeftover(pair.standby, binaries, account);
  await endLeftover(pair.primary, binaries, account);

  const prepared = await prepareCluster(workshop, options.size);
  const reason = options.fresh ? 'asked for' : await findFault(pair, prepared.key);
  if (reason === undefined) return pair;

  log(`making a new pair (${reason})`);
  await rm(join(directory, COMPLETE), { force: true });
  await rm(servers, { recursive: true, force: true });
  await mkdir(servers, { mode: 0o700 });
  if (account) await chown(servers, account.uid, account.gid);
  const data = join(prepared.directory, 'data');
  await Promise.all([pair.primary, pair.standby].map((copy) => copyCluster(data, copy, account)));
  await makeStandby(pair.standby, account);
  await copyFile(join(prepared.directory, 'credentials.json'), join(directory, 'credentials.json'));
  await writeFile(join(directory, COMPLETE), prepared.key);
  return pair;
}

async function findFault(pair: PairDirectory, key: string): Promise<string | undefined> {
  const found = await readFile(join(pair.directory, COMPLETE), 'utf8').catch(() => undefined);
  if (found === undefined) return 'there is none yet';
  if (found !== key) return 'the seed has changed';
  const follows = await stat(join(pair.standby, 'standby.signal')).catch(() => undefined);
  return follows === undefined ? 'the replica was promoted' : undefined;
}
