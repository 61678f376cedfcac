import { parseArgs } from 'node:util';
import { SetupError } from './setup-error.mjs';

/**
 * `parseArgs` of Node, whose complaints become messages.
 *
 * @template {import('node:util').ParseArgsConfig['options'] & {}} Options
 * @param {readonly string[]} args
 * @param {Options} options
 */
export const parseOptions = (args, options) => {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), {
      fix: `the options are ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    });
  }
};
