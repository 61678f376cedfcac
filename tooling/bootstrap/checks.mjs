import { projectReferences, pruneStaleOutput } from './build.mjs';
import { checkChangesets } from './changesets.mjs';
import { runCommand } from './children.mjs';
import { judgeCoverage } from './judge-coverage.mjs';
import { projectRoot, publishedPackages } from './project.mjs';
import { trackedButIgnored } from './tracked-but-ignored.mjs';
import { checkWorkerBundle } from './worker-bundle.mjs';

/**
 * @typedef {object} CheckResult
 * @property {boolean} passed
 * @property {string} output shown when it failed
 * @property {string} [note] shown when it passed
 */

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} proves what a pass means, for `--help`
 * @property {boolean} [needsBuild] not run when the build failed
 * @property {boolean} [alone] runs when nothing else does: it wants the whole machine
 * @property {(env: NodeJS.ProcessEnv, onLine: (line: string) => void) => Promise<CheckResult>} run
 */

/**
 * A check that is one command and passes when that exits with 0.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Check['run']}
 */
const passes =
  (command, ...args) =>
  async (env, onLine) => {
    const { exitCode, output } = await runCommand(command, args, { env, onLine });
    return { passed: exitCode === 0, output };
  };

/**
 * A check that is one command for each published package.
 *
 * @param {(folder: string) => [command: string, ...args: string[]]} commandFor
 * @returns {Check['run']}
 */
const passesForEachPublished = (commandFor) => async (env, onLine) => {
  const complaints = [];
  for (const { folder } of publishedPackages()) {
    const [command, ...args] = commandFor(folder);
    const { exitCode, output } = await runCommand(command, args, { env, onLine });
    if (exitCode !== 0) complaints.push(`${folder}\n${output.trim()}\n`);
  }
  return { passed: complaints.length === 0, output: complaints.join('\n') };
};

const knip = ['--config', 'tooling/lint/knip.json', '--no-progress'];
const knipPublished = ['--workspace', 'packages/*', '--workspace', 'servers/*'];

/** Everything that must hold before a change is done, in the order in which it starts. @type {readonly Check[]} */
export const checks = [
  {
    name: 'build',
    proves: 'every package and its tests compile (tsc -b)',
    run: (env, onLine) => {
      pruneStaleOutput();
      return passes('tsc', '-b', ...projectReferences)(env, onLine);
    },
  },
  {
    name: 'format',
    proves: 'every file is as oxfmt writes it; `pnpm format` mends it',
    run: passes(
      'oxfmt',
      '-c',
      'tooling/lint/oxfmtrc.json',
      '--ignore-path',
      'tooling/lint/oxfmtignore',
      '--check',
      '.',
    ),
  },
  {
    name: 'boundaries',
    proves: 'no package imports what its tag in turbo.json forbids',
    run: passes('turbo', 'boundaries', '--no-color'),
  },
  {
    name: 'sherif',
    proves: 'the manifests agree with each other',
    run: passes('sherif', '--fail-on-warnings', '--ignore-rule', 'packages-without-package-json'),
  },
  {
    name: 'changesets',
    proves: 'every package whose source changed since its release has a changeset',
    run: async () => {
      const problems = checkChangesets();
      return { passed: problems.length === 0, output: problems.join('\n') };
    },
  },
  {
    name: 'knip',
    proves: 'no file, export or dependency is unused, none undeclared',
    run: passes('knip', ...knip),
  },
  {
    name: 'shipped',
    proves:
      'what is published imports only its declared dependencies, so nothing of the tooling; no committed file is ignored',
    run: async (env, onLine) => {
      const complaints = trackedButIgnored(projectRoot);
      if (complaints.length > 0) return { passed: false, output: complaints.join('\n') };
      return passes(
        'knip',
        ...knip,
        '--production',
        '--strict',
        '--include',
        'unlisted',
        ...knipPublished,
      )(env, onLine);
    },
  },
  {
    name: 'lint',
    proves: 'oxlint, with types, has no complaint',
    needsBuild: true,
    run: passes('oxlint', '-c', 'tooling/lint/oxlintrc.json', '--type-aware', '--deny-warnings', '.'),
  },
  {
    name: 'publint',
    proves: 'what each package publishes is well formed',
    needsBuild: true,
    run: passesForEachPublished((folder) => ['publint', folder, '--strict']),
  },
  {
    name: 'attw',
    proves: "every published entry's types resolve for its consumers",
    needsBuild: true,
    run: passesForEachPublished((folder) => [
      'attw',
      '--pack',
      folder,
      '--profile',
      'esm-only',
      '--format',
      'ascii',
      '--no-color',
    ]),
  },
  {
    name: 'bundle',
    proves: 'workers-codegen bundles for Cloudflare within its size, without a module of Node',
    needsBuild: true,
    run: (env, onLine) => checkWorkerBundle('servers/workers-codegen', env, onLine),
  },
  {
    name: 'tests',
    proves: 'every test passes, on real parts, and those in workerd cover their server',
    needsBuild: true,
    alone: true,
    run: async (env, onLine) =>
      judgeCoverage(
        await passes('vitest', 'run', '--config', 'tooling/vitest/vitest.config.ts', '--coverage')(env, onLine),
      ),
  },
];
