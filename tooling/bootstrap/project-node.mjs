import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { projectRoot, readManifest } from './project.mjs';
import { SetupError } from './setup-error.mjs';

/** The first Node that runs TypeScript files without a flag and whose APIs we use. */
const OLDEST_FOR_DEVELOPMENT = [22, 18];

/**
 * The Node that builds and runs the project: the one its dependencies bring, or the running one where that is new enough.
 *
 * @param {readonly string[]} [candidates] paths of executables, best first
 * @returns {string} path of an executable
 * @throws {SetupError} naming the package that should have brought it
 */
export const findProjectNode = (candidates = [ownNode(), process.execPath]) => {
  const found = candidates.find((path) => isNewEnough(versionOf(path)));
  if (found) return found;
  const platform = `${process.platform}-${process.arch}`;
  const name = platformPackage();
  throw new SetupError(
    name
      ? `The project's own Node is missing or does not run: the optional dependency ${name} should have brought it.`
      : `No Node for ${platform} comes with the project, and this one (${process.versions.node}) is too old to develop with.`,
    {
      fix: name
        ? 'delete node_modules and run the command again without `--omit=optional`, or use Node 24 from https://nodejs.org.'
        : 'install Node 24 from https://nodejs.org and run the command again.',
    },
  );
};

/**
 * The environment in which the project's tools are found first and stay off the network: no telemetry, and no pnpm that
 * asks the registry about itself.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export const projectEnv = (node) => ({
  ...process.env,
  PATH: [join(projectRoot, 'node_modules', '.bin'), dirname(node), process.env['PATH']].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  pnpm_config_pm_on_fail: 'ignore',
});

const ownNode = () => join(projectRoot, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

const platformPackage = () => {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return Object.keys(readManifest(projectRoot).optionalDependencies ?? {}).find((name) =>
    name.endsWith(`${system}-${process.arch}`),
  );
};

/** @param {string} path */
const versionOf = (path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';

/** @param {string} version as `node --version` prints it */
const isNewEnough = (version) => {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_FOR_DEVELOPMENT;
  if (major === undefined || minor === undefined || oldestMajor === undefined || oldestMinor === undefined)
    return false;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
};
