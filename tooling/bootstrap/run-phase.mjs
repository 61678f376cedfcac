import { runCommand } from './children.mjs';
import { SetupError } from './setup-error.mjs';

const TAIL_LINES = 60;

/**
 * Runs one command as a phase of the progress display.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @param {object} phase
 * @param {string} phase.title
 * @param {string} phase.command
 * @param {readonly string[]} phase.args
 * @param {NodeJS.ProcessEnv} phase.env
 * @param {(output: string) => { message: string, fix?: string, hideOutput?: boolean }} phase.explain says what a failure means
 * @returns {Promise<void>}
 * @throws {SetupError} with the last lines of output when the command fails
 */
export const runPhase = async (progress, { title, command, args, env, explain }) => {
  const phase = progress.begin(title);
  /** @type {{ exitCode: number, output: string }} */
  let result;
  try {
    result = await runCommand(command, args, { env, onLine: phase.note });
  } catch (error) {
    phase.fail();
    throw error;
  }
  if (result.exitCode === 0) {
    phase.succeed();
    return;
  }
  phase.fail();
  const { message, fix, hideOutput } = explain(result.output);
  throw new SetupError(message, {
    ...(fix && { fix }),
    ...(!hideOutput && { output: tail(result.output) }),
  });
};

/** @param {string} output */
const tail = (output) => output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
