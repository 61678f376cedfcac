import { check } from './check-everything.mjs';
import { debianParts } from './debian-parts.mjs';
import { installDebianParts } from './install-debian-parts.mjs';
import { prepare } from './prepare.mjs';
import { createProgress } from './progress.mjs';

/**
 * Installs what the tests need and runs every check.
 *
 * @param {readonly string[]} args passed on to the checks, e.g. `--only lint`
 * @returns {Promise<number>} exit code
 */
export const testEverything = async (args) => {
  const progress = createProgress();
  const { env } = await prepare(progress);
  await installDebianParts(debianParts, progress, env);
  return check(args, progress, env);
};
