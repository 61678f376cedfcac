import { build } from './build.mjs';
import { runInForeground } from './children.mjs';
import { prepare } from './prepare.mjs';
import { createProgress } from './progress.mjs';

/**
 * Installs, builds and runs the guided tour.
 *
 * @param {readonly string[]} args passed on, e.g. `--once`
 * @returns {Promise<number>} the exit code of the tour
 */
export const startDemo = async (args) => {
  const progress = createProgress();
  const { node, env } = await prepare(progress);
  await build(progress, env);
  return runInForeground(node, ['tooling/demo/src/main.ts', ...args], { env });
};
