import { spawnSync } from 'node:child_process';
import { SandboxError } from './sandbox-error.ts';

/** The unprivileged account the servers run as; Postgres refuses to run as root. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * `nobody` when this process is root, otherwise undefined: the servers then run as whoever runs this.
 *
 * @throws SandboxError on Windows, or as root where no account `nobody` exists.
 */
export function findServerAccount(): ServerAccount | undefined {
  if (process.platform === 'win32') {
    throw new SandboxError('The sandbox needs Linux or macOS. On Windows, run it inside WSL.');
  }
  if (process.getuid?.() !== 0) return undefined;
  const name = 'nobody';
  const uid = readId('-u', name);
  const gid = readId('-g', name);
  if (uid === undefined || gid === undefined) {
    throw new SandboxError(`Postgres cannot run as root and there is no account '${name}'. Run as an ordinary user.`);
  }
  return { name, uid, gid };
}

/** Whether `account` can change into `directory`, asked of the kernel rather than guessed from mode bits. */
export function canEnter(directory: string, account: ServerAccount | undefined): boolean {
  const identity = account && { uid: account.uid, gid: account.gid };
  return spawnSync('sh', ['-c', 'cd "$1"', 'sh', directory], { cwd: '/', ...identity }).status === 0;
}

function readId(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}
