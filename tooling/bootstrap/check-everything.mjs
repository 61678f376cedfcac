import { checks } from './checks.mjs';
import { parseOptions } from './parse-options.mjs';
import { seconds } from './progress.mjs';
import { runChecks } from './run-checks.mjs';
import { SetupError } from './setup-error.mjs';
import { summaryLines, withTestSummary } from './test-summary.mjs';

/**
 * Runs the checks and prints one line for each, then everything the failed ones said, then the counts of the tests.
 *
 * @param {readonly string[]} args
 * @param {import('./progress.mjs').Progress} progress
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export const check = async (args, progress, env) => {
  const { only, help } = parseOptions(args, {
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  });
  if (help) {
    print(usage());
    return 0;
  }
  const began = performance.now();
  const { result: results, summary } = await withTestSummary((summaryEnv) =>
    runChecks(chosen(only.flatMap((names) => names.split(','))), progress, { ...plain(env), ...summaryEnv }),
  );

  const failed = [...results].filter(([, { passed }]) => !passed);
  for (const [name, { output }] of failed) {
    if (output.trim()) print(`\n── ${name} ${'─'.repeat(100 - name.length)}\n${output.trimEnd()}`);
  }
  print('');
  print(
    failed.length === 0
      ? `✔ all checks passed in ${seconds(began)}`
      : `✖ failed: ${failed.map(([name]) => name).join(', ')}  (${seconds(began)})`,
  );
  for (const line of summaryLines(summary, env['CI'] === 'true')) print(line);
  return failed.length === 0 ? 0 : 1;
};

/**
 * @param {readonly string[]} only names; empty: all
 * @returns {readonly import('./checks.mjs').Check[]} with the build, where one of them needs it
 */
const chosen = (only) => {
  const unknown = only.filter((name) => !checks.some((one) => one.name === name));
  if (unknown.length > 0) {
    throw new SetupError(`There is no check named ${unknown.join(', ')}.`, {
      fix: `choose from ${checks.map(({ name }) => name).join(', ')}.`,
    });
  }
  if (only.length === 0) return checks;
  const wanted = checks.filter(({ name }) => only.includes(name));
  const build = checks.filter(({ name }) => name === 'build');
  return wanted.some(({ needsBuild }) => needsBuild) ? [...new Set([...build, ...wanted])] : wanted;
};

/**
 * The output of the tools is captured, so it had better be plain.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
const plain = (env) => ({ ...env, FORCE_COLOR: undefined, NO_COLOR: '1' });

const usage = () =>
  [
    'Usage: pnpm check [--only NAME[,NAME]]',
    '',
    ...checks.map(({ name, proves }) => `  ${name.padEnd(12)}${proves}`),
  ].join('\n');

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);
