const AT_ONCE = 2;

/**
 * @typedef {import('./checks.mjs').Check} Check
 * @typedef {import('./checks.mjs').CheckResult} CheckResult
 */

/**
 * Runs every check, two at a time, and the ones that want the machine to themselves last. A failure stops only what
 * cannot work without it.
 *
 * @param {readonly Check[]} checks
 * @param {import('./progress.mjs').Progress} progress
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Map<string, CheckResult>>} by name, in the order of `checks`
 */
export const runChecks = async (checks, progress, env) => {
  /** @type {Map<string, Promise<CheckResult>>} */
  const results = new Map();

  /** @param {Check} check */
  const run = async (check) => {
    if (check.needsBuild) {
      const built = await results.get('build');
      if (built && !built.passed) return skipped(check, progress);
    }
    const phase = progress.begin(check.name);
    const result = await check.run(env, phase.note).catch((/** @type {unknown} */ error) => {
      phase.fail();
      throw error;
    });
    if (result.passed) phase.succeed(result.note);
    else phase.fail();
    return result;
  };

  for (const group of [
    checks.filter(({ alone }) => !alone),
    ...checks.filter(({ alone }) => alone).map((one) => [one]),
  ]) {
    const waiting = [...group];
    const worker = async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        const result = run(check);
        results.set(check.name, result);
        await result;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** @type {Map<string, CheckResult>} */
  const settled = new Map();
  for (const { name } of checks) {
    const result = await results.get(name);
    if (result) settled.set(name, result);
  }
  return settled;
};

/**
 * @param {Check} check
 * @param {import('./progress.mjs').Progress} progress
 * @returns {CheckResult}
 */
const skipped = (check, progress) => {
  progress.begin(check.name).fail('not run, it needs the build');
  return { passed: false, output: '' };
};
