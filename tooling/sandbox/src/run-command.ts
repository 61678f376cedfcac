import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SandboxError } from './sandbox-error.ts';
import type { ServerAccount } from './server-account.ts';

const execute = promisify(execFile);

/** Nothing of our own environment reaches a server: `PGPORT` and the like would change what it does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Runs one program to its end as `account`.
 *
 * @throws SandboxError with what it printed, when it fails.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  account: ServerAccount | undefined,
): Promise<void> {
  const identity = account && { uid: account.uid, gid: account.gid };
  try {
    await execute(file, [...args], { cwd: '/', env: serverEnvironment(), ...identity });
  } catch (cause) {
    const output = (cause as { stderr?: string }).stderr?.trim() || String(cause);
    throw new SandboxError(`'${file}' failed: ${output}`, { cause });
  }
}
