import { Interrupted, SetupError } from './setup-error.mjs';

/**
 * Runs an entry's main function, turns what it throws into a message, and sets the exit code.
 *
 * @param {() => Promise<number>} main answers the exit code
 */
export const runEntry = async (main) => {
  process.stdout.on('error', stopWhenNobodyReads);
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Interrupted) {
      process.exitCode = error.exitCode;
      return;
    }
    process.exitCode = 1;
    process.stderr.write(explain(error));
  }
};

/** @param {unknown} error */
const explain = (error) => {
  if (!(error instanceof SetupError)) return `✖ ${error instanceof Error ? error.stack : String(error)}\n`;
  const output = error.output ? `\n${error.output.trimEnd()}\n` : '';
  const fix = error.fix ? `  To mend it: ${error.fix}\n` : '';
  return `${output}\n✖ ${error.message}\n${fix}`;
};

/**
 * As every tool behind `| head` does.
 *
 * @param {NodeJS.ErrnoException} error
 */
const stopWhenNobodyReads = (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
};
