import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, workspacePackages } from './project.mjs';
import { runPhase } from './run-phase.mjs';

/** What `tsc -b` is given: the packages in the order of their references, and the tooling that is only type-checked. */
export const projectReferences = ['tooling/tsconfig', 'tooling/vitest', 'tooling/bootstrap'];

/**
 * Brings every `dist` up to date with its sources. Incremental: well under a second when nothing changed.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export const build = async (progress, env) => {
  pruneStaleOutput();
  await runPhase(progress, {
    title: 'build',
    command: 'tsc',
    args: ['-b', ...projectReferences],
    env,
    explain: () => ({ message: 'The build failed; the compiler says why above.' }),
  });
};

/** Removes compiled files whose source is gone: `tsc -b` leaves them, and they would be published. */
export const pruneStaleOutput = (root = projectRoot) => {
  for (const { folder } of workspacePackages(root)) {
    const dist = join(root, folder, 'dist');
    if (!existsSync(dist)) continue;
    for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
      const source = /^(.*?)(?:\.d\.ts|\.js)(?:\.map)?$/.exec(file)?.[1];
      if (source && !existsSync(join(root, folder, 'src', `${source}.ts`))) rmSync(join(dist, file));
    }
  }
};
