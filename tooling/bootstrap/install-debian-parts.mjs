import { spawnSync } from 'node:child_process';
import { runCommand } from './children.mjs';

/**
 * Installs the parts whose command is missing. Never fails the run: a machine without apt or without the right to use it
 * still runs every test that does not need the part.
 *
 * @param {readonly import('./debian-parts.mjs').DebianPart[]} parts
 * @param {import('./progress.mjs').Progress} progress
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export const installDebianParts = async (parts, progress, env) => {
  const missing = parts.filter(({ command }) => !isThere(command));
  if (missing.length === 0) return;

  const packages = missing.map(({ debianPackage }) => debianPackage);
  const phase = progress.begin(`install ${packages.join(', ')}`);
  const command = aptCommand();
  if (!command) {
    phase.fail(`not possible here; for the whole run: apt-get install ${packages.join(' ')}`);
    return;
  }
  const { exitCode, output } = await runCommand(
    command[0] ?? '',
    [...command.slice(1), 'install', '--yes', '--no-install-recommends', ...packages],
    { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, onLine: phase.note },
  );
  if (exitCode === 0) phase.succeed();
  else phase.fail(output.trim().split('\n').at(-1));
};

/** Debian keeps daemons in the sbin folders, which are not on everybody's path. */
const isThere = (/** @type {string} */ command) =>
  spawnSync('sh', ['-c', 'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" command -v "$0"', command]).status === 0;

const aptCommand = () => {
  if (!isThere('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
};
