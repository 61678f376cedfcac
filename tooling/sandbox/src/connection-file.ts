import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { SandboxAddress } from './sandbox-address.ts';
import { SandboxError } from './sandbox-error.ts';

/**
 * Writes how to reach the pair, readable by its owner only. It appears whole or not at all, so that whoever waits for the
 * file may read it at once.
 *
 * @throws SandboxError when it cannot be written.
 */
export async function writeConnectionFile(path: string, sandbox: SandboxAddress): Promise<void> {
  const content = {
    primary: { ...sandbox.primary, ...sandbox.admin },
    replica: { ...sandbox.replica, ...sandbox.agent },
    databases: sandbox.databases,
    config: sandbox.configPath,
  };
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new SandboxError(`Cannot write '${path}': ${(cause as Error).message}. Choose another file with --out.`, {
      cause,
    });
  }
}
