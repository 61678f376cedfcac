import { spawn } from 'node:child_process';
import { serverEnvironment } from './run-command.ts';
import type { ServerAccount } from './server-account.ts';

/** Watches over one server on behalf of this process. */
export interface ServerGuard {
  /** The server has stopped in good order; the guard goes too. */
  dismiss(): void;
}

/** Waits until its standard input closes, then ends the server, if the data directory still names that process. */
const SCRIPT = `cat >/dev/null
[ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -INT "$1"`;

/**
 * Ends the server when this process dies in any way, also by SIGKILL: the kernel then closes the pipe the guard reads.
 */
export function guardServer(pid: number, dataDirectory: string, account: ServerAccount | undefined): ServerGuard {
  const guard = spawn('sh', ['-c', SCRIPT, 'sandbox-guard', String(pid), dataDirectory], {
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  guard.unref();
  // A guard that is gone already has nothing left to guard; writing to it must not end us.
  guard.once('error', () => {});
  guard.stdin.on('error', () => {});
  return { dismiss: () => guard.stdin.end() };
}
