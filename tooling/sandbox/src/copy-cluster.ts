import { rm, readdir, writeFile, chown } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import type { ServerAccount } from './server-account.ts';

/**
 * Copies the data directory of a server that was shut down cleanly; by reference where the file system can (APFS, Btrfs,
 * XFS). Copied as `account`, so that ownership and modes stay what Postgres insists on.
 */
export async function copyCluster(from: string, to: string, account: ServerAccount | undefined): Promise<void> {
  const flags = process.platform === 'darwin' ? ['-c', '-p', '-R'] : ['-a', '--reflink=auto'];
  await runCommand('cp', [...flags, from, to], account);
}

/** Turns a copied primary into a standby: it will follow, and owns no replication slot itself. */
export async function makeStandby(dataDirectory: string, account: ServerAccount | undefined): Promise<void> {
  const slots = join(dataDirectory, 'pg_replslot');
  for (const slot of await readdir(slots)) await rm(join(slots, slot), { recursive: true });
  const signal = join(dataDirectory, 'standby.signal');
  await writeFile(signal, '', { mode: 0o600 });
  if (account) await chown(signal, account.uid, account.gid);
}
