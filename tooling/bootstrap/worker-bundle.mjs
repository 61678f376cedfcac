import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './children.mjs';

/** Most KiB that the bundle of a Worker may have, compressed. */
const LARGEST_GZIP_KIB = 300;

/**
 * Bundles a Worker as a deployment would, without deploying it, and judges its size.
 *
 * @param {string} folder of the Worker, with its `wrangler.deploy.jsonc`
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} onLine
 * @returns {Promise<import('./checks.mjs').CheckResult>}
 */
export const checkWorkerBundle = async (folder, env, onLine) => {
  const out = mkdtempSync(join(tmpdir(), 'worker-bundle-'));
  try {
    const args = ['deploy', '--dry-run', '--config', `${folder}/wrangler.deploy.jsonc`, '--outdir', out];
    const quiet = { ...env, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(out, 'logs') };
    const { exitCode, output } = await runCommand(`${folder}/node_modules/.bin/wrangler`, args, { env: quiet, onLine });
    return exitCode === 0 ? judgeBundle(output) : { passed: false, output };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

/**
 * @param {string} output of wrangler
 * @returns {import('./checks.mjs').CheckResult}
 */
export const judgeBundle = (output) => {
  const gzip = /Total Upload: .* \/ gzip: ([\d.]+) KiB/.exec(output)?.[1];
  if (gzip === undefined) return { passed: false, output: `wrangler did not tell the size:\n${output}` };
  const said = `${gzip} KiB gzip, at most ${LARGEST_GZIP_KIB}`;
  if (/needs? .*nodejs_compat|node:\w+/.test(output)) {
    return { passed: false, output: `the bundle needs a module of Node:\n${output}` };
  }
  return Number(gzip) < LARGEST_GZIP_KIB ? { passed: true, output, note: said } : { passed: false, output: said };
};
