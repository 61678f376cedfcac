/**
 * Judges a run of the tests with coverage: vitest takes what it did not measure for enough.
 *
 * @param {import('./checks.mjs').CheckResult} run
 * @returns {import('./checks.mjs').CheckResult}
 */
export const judgeCoverage = (run) => {
  if (!run.passed) return run;
  const statements = /^Statements +: ([\d.]+)%/m.exec(run.output)?.[1];
  if (statements === undefined)
    return { passed: false, output: `No coverage was measured.\n${run.output.slice(-2_000)}` };
  return { ...run, note: `${statements} % of the statements of workers-codegen, in workerd` };
};
