import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { commandLineOf } from './process-identity.ts';
import { runCommand } from './run-command.ts';
import type { ServerAccount } from './server-account.ts';

/**
 * Makes `dataDirectory` free to start: ends the server of a run that was killed, or removes the note it left. The note's
 * process is ended only when it is a Postgres of this very directory; its number may belong to somebody else by now.
 */
export async function endLeftover(
  dataDirectory: string,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const note = join(dataDirectory, 'postmaster.pid');
  const text = await readFile(note, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number.parseInt(text, 10);
  const runsHere = (): boolean => commandLineOf(pid)?.endsWith(`postgres -D ${dataDirectory}`) ?? false;
  if (runsHere()) {
    const stop = ['stop', '-D', dataDirectory, '-m', 'fast', '-w', '-t', '30'];
    // It may be on its way out already, and pg_ctl then fails because it finds nothing to stop.
    await runCommand(binaries.pgCtl, stop, account).catch((error: unknown) => {
      if (runsHere()) throw error;
    });
  }
  await rm(note, { force: true });
}
