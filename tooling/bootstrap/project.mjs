import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository, absolute. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const WORKSPACE_FOLDERS = ['packages', 'servers', 'tooling'];

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {boolean} [private]
 * @property {string} [packageManager] only in the root: `pnpm@<exact version>`
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

/**
 * @typedef {object} WorkspacePackage
 * @property {string} folder from the root, with forward slashes, e.g. `packages/audit`
 * @property {Manifest} manifest
 */

/**
 * @param {string} folder
 * @returns {Manifest}
 */
export const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/**
 * Every package of the workspace, sorted by folder.
 *
 * @param {string} [root]
 * @returns {WorkspacePackage[]}
 */
export const workspacePackages = (root = projectRoot) =>
  WORKSPACE_FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
    .map((folder) => ({ folder, manifest: readManifest(join(root, folder)) }));

/**
 * The packages that go to the registry.
 *
 * @param {string} [root]
 */
export const publishedPackages = (root = projectRoot) =>
  workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
