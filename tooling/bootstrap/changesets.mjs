import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, publishedPackages } from './project.mjs';

/**
 * Finds packages whose source changed since their last release while no changeset tells their users. Needs no tags, no
 * remote and no full history: a release is the commit that set the version in the manifest. In a shallow clone that does
 * not reach back so far, the oldest commit there is counts as the release.
 *
 * @param {string} [root]
 * @returns {string[]} problems, with the fix; empty when all is well
 */
export const checkChangesets = (root = projectRoot) => {
  const packages = publishedPackages(root);
  const announced = announcedPackages(root);
  const names = new Set(packages.map(({ manifest }) => manifest.name));

  const unknown = [...announced]
    .filter(([name]) => !names.has(name))
    .map(([name, file]) => `.changeset/${file} names ${name}, which is no published package of this workspace.`);
  const silent = packages
    .filter(({ manifest }) => !announced.has(manifest.name))
    .filter((one) => hasUnreleasedSource(root, one))
    .map(
      ({ folder, manifest }) =>
        `${folder}/src changed since ${manifest.name} was released, and no changeset says so: run \`pnpm changeset\`.`,
    );
  return [...unknown, ...silent];
};

/**
 * @param {string} root
 * @returns {Map<string, string>} package name to the file that names it
 */
const announcedPackages = (root) => {
  const folder = join(root, '.changeset');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    files
      .filter((file) => file.endsWith('.md') && file !== 'README.md')
      .flatMap((file) => namesIn(readFileSync(join(folder, file), 'utf8')).map((name) => [name, file])),
  );
};

/** @param {string} changeset */
const namesIn = (changeset) => {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(changeset)?.[1] ?? '';
  return [...frontMatter.matchAll(/^["']?([^"':\s]+)["']?\s*:/gm)].map(([, name]) => name ?? '');
};

/**
 * @param {string} root
 * @param {import('./project.mjs').WorkspacePackage} one
 */
const hasUnreleasedSource = (root, { folder, manifest }) => {
  if (manifest.version === '0.0.0') return true;
  const release = releaseCommit(root, folder, manifest.version);
  if (!release) return false;
  const changed = git(root, 'diff', '--name-only', release, '--', `${folder}/src`);
  const added = git(root, 'ls-files', '--others', '--exclude-standard', '--', `${folder}/src`);
  return `${changed}\n${added}`.split('\n').some((file) => file && !/\.(test|stress)\./.test(file));
};

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} version
 * @returns {string | undefined} undefined while the version is not committed, and outside a repository
 */
const releaseCommit = (root, folder, version) => {
  const commits = git(root, 'log', '--format=%H', '-S', `"version": "${version}"`, '--', `${folder}/package.json`);
  return commits.split('\n')[0] || undefined;
};

/**
 * @param {string} root
 * @param {readonly string[]} args
 */
const git = (root, ...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout ?? '';
