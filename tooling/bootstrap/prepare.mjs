import { ensureInstalled } from './install.mjs';
import { findProjectNode, projectEnv } from './project-node.mjs';

/**
 * Everything a job needs before it can be built: dependencies, and the Node to run it with.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export const prepare = async (progress) => {
  await ensureInstalled(progress);
  const node = findProjectNode();
  return { node, env: projectEnv(node) };
};
