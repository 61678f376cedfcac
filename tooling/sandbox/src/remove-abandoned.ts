import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftover } from './end-leftover.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { startOf } from './process-identity.ts';
import type { ServerAccount } from './server-account.ts';

/** Deletes what processes that no longer exist left in `home`: disposable pairs and unfinished builds. */
export async function removeAbandoned(
  home: string,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  for (const name of await readdir(home)) {
    const owner = /^(?:disposable|building)-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || startOf(Number(owner)) !== undefined) continue;
    const abandoned = join(home, name);
    for (const data of ['servers/standby', 'servers/primary', 'data']) {
      await endLeftover(join(abandoned, data), binaries, account);
    }
    await rm(abandoned, { recursive: true, force: true });
  }
}
