import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot, readManifest, workspacePackages } from './project.mjs';
import { runPhase } from './run-phase.mjs';
import { SetupError } from './setup-error.mjs';

const OFFLINE =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL/;

/**
 * Installs the dependencies with the project's own version of pnpm, unless `node_modules` was made from the very same
 * lockfile and manifests.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<void>}
 */
export const ensureInstalled = async (progress) => {
  const stamp = join(projectRoot, 'node_modules', '.mcp-chassis-installed');
  const wanted = fingerprint(projectRoot);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const manager = pnpmSpecifier(projectRoot);
  const firstTime = !existsSync(join(projectRoot, 'node_modules'));
  rmSync(stamp, { force: true });
  await runPhase(progress, {
    title: firstTime ? 'install dependencies (the first time takes a minute or two)' : 'install dependencies',
    command: 'npx',
    args: [
      '--yes',
      manager,
      'install',
      '--frozen-lockfile',
      '--reporter=append-only',
      '--pm-on-fail=ignore',
      '--config.confirmModulesPurge=false',
    ],
    env: { ...impatient, ...process.env },
    explain: explainInstall,
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
};

/** npm waits more than a minute before it admits that a registry is unreachable; what the user has set wins. */
const impatient = {
  npm_config_fetch_retries: '2',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
};

/**
 * What an install depends on, as one digest: the lockfile, the workspace file, the dependencies each manifest asks for,
 * and the platform, whose binaries are installed.
 *
 * @param {string} root
 */
export const fingerprint = (root) => {
  const manifests = [{ folder: '.', manifest: readManifest(root) }, ...workspacePackages(root)].map(
    ({ folder, manifest }) => [
      folder,
      manifest.name,
      manifest.packageManager,
      manifest.dependencies,
      manifest.devDependencies,
      manifest.optionalDependencies,
      manifest.peerDependencies,
    ],
  );
  return createHash('sha256')
    .update(JSON.stringify([process.platform, process.arch, manifests]))
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(readFileSync(join(root, 'pnpm-workspace.yaml')))
    .digest('hex');
};

/** @param {string} root */
const pnpmSpecifier = (root) => {
  const { packageManager } = readManifest(root);
  if (!packageManager || !/^pnpm@\d+\.\d+\.\d+$/.test(packageManager)) {
    throw new SetupError('package.json does not name the exact version of pnpm.', {
      fix: 'set "packageManager" to "pnpm@<exact version>" in the root package.json.',
    });
  }
  return packageManager;
};

/**
 * @param {string} output what the failed install printed
 * @returns {{ message: string, fix?: string, hideOutput?: boolean }}
 */
export const explainInstall = (output) => {
  if (/ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH/.test(output)) {
    return {
      message: 'pnpm-lock.yaml does not match the manifests of the workspace.',
      fix: 'run `npx pnpm install` and commit pnpm-lock.yaml.',
    };
  }
  if (/ENOSPC/.test(output)) {
    return { message: 'The disk is full.', fix: 'the install needs about 1 GB; free it and run the command again.' };
  }
  const offline = OFFLINE.exec(output);
  if (offline) {
    return {
      message: `The npm registry cannot be reached (${offline[0]}).`,
      fix: 'check the network, the proxy and `npm config get registry`, and run the command again; what was downloaded is kept.',
    };
  }
  return { message: 'The dependencies could not be installed; pnpm says why above.' };
};
