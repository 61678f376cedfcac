import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SandboxError } from './sandbox-error.ts';
import { canEnter, type ServerAccount } from './server-account.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const GIBIBYTE = 1024 ** 3;

/**
 * The directory of this checkout and this user for everything the sandbox keeps; created when missing. It lies in the
 * temporary directory, because a checkout below `/root` cannot be entered by the account the servers run as.
 */
export async function openSandboxHome(account: ServerAccount | undefined): Promise<string> {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find((directory) => canEnter(directory, account));
  if (parent === undefined) {
    throw new SandboxError(`No temporary directory that '${account?.name}' can enter. Point TMPDIR at one.`);
  }
  return openHomeIn(parent);
}

/** Where pairs live that are deleted after use: in memory where there is plenty, else in the ordinary home. */
export async function openDisposableHome(account: ServerAccount | undefined): Promise<string> {
  const memory = '/dev/shm';
  const space = await statfs(memory).catch(() => undefined);
  const plenty = space !== undefined && space.bavail * space.bsize > 2 * GIBIBYTE && freemem() > 4 * GIBIBYTE;
  return plenty && canEnter(memory, account) ? openHomeIn(memory) : openSandboxHome(account);
}

async function openHomeIn(parent: string): Promise<string> {
  const owner = process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(`${REPOSITORY}\n${owner}`).digest('hex').slice(0, 12);
  const home = join(parent, `mcp-chassis-sandbox-${hash}`);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const found = await lstat(home);
  if (!found.isDirectory() || found.uid !== owner) {
    throw new SandboxError(`'${home}' belongs to somebody else. Remove it, or point TMPDIR at another directory.`);
  }
  await chmod(home, 0o711);
  return home;
}
