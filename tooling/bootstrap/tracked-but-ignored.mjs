import { execFileSync } from 'node:child_process';

/**
 * Files that git keeps although an ignore rule names them: what was built or written here by accident, or a rule that is too wide.
 *
 * @param {string} root of the repository
 * @returns {readonly string[]} one complaint for each
 */
export const trackedButIgnored = (root) =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--ignored', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => `${path} is committed and ignored: run \`git rm --cached ${path}\`, or correct .gitignore.`);
