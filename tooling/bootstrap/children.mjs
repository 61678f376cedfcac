import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectRoot } from './project.mjs';
import { Interrupted, SetupError } from './setup-error.mjs';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const PARENT_CHECK_MS = 500;

const onWindows = process.platform === 'win32';

/**
 * @typedef {object} CommandOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd] default: the root of the repository
 * @property {(line: string) => void} [onLine] called with every line of output as it comes
 */

/**
 * Runs a command to its end and keeps what it prints. Rejects with `SetupError` when the program does not exist and with
 * `Interrupted` when a signal ended us both.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
export const runCommand = (command, args, options = {}) => {
  const child = spawn(command, args, {
    cwd: options.cwd ?? projectRoot,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !onWindows,
    shell: onWindows,
  });
  let output = '';
  let unfinished = '';
  /** @param {string} text */
  const take = (text) => {
    output += text;
    const lines = (unfinished + text).split(/\r?\n|\r/);
    unfinished = lines.pop() ?? '';
    for (const line of lines) options.onLine?.(line);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  // A group of its own: npx and the shells between us and the tool do not pass signals on.
  return ended(child, command, (signal) => signalGroup(child, signal)).then(({ exitCode, interrupted }) => {
    if (interrupted) throw new Interrupted(exitCode);
    return { exitCode, output };
  });
};

/**
 * Hands the terminal to a long-running command until it ends.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>} its exit code, also when it ends because of a forwarded signal
 */
export const runInForeground = async (command, args, options = {}) => {
  const child = spawn(command, args, {
    cwd: options.cwd ?? projectRoot,
    env: options.env ?? process.env,
    stdio: 'inherit',
  });
  const { exitCode } = await ended(child, command, (signal) => {
    // Ctrl-C in a terminal reaches the whole foreground group: the child has it already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
  return exitCode;
};

/**
 * Settles when the child has ended; until then the signals we get are passed on to it.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} command
 * @param {(signal: NodeJS.Signals) => void} pass
 * @returns {Promise<{ exitCode: number, interrupted: boolean }>} exit code as a shell would report it
 */
const ended = (child, command, pass) =>
  new Promise((resolve, reject) => {
    let interrupted = false;
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      interrupted = true;
      pass(signal);
    };
    const stopWatching = onParentGone(() => forward('SIGTERM'));
    const stopForwarding = () => {
      stopWatching();
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    for (const signal of FORWARDED) process.on(signal, forward);

    child.once('error', (error) => {
      stopForwarding();
      reject(new SetupError(`${command} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve(
        signal ? { exitCode: 128 + constants.signals[signal], interrupted } : { exitCode: code ?? 1, interrupted },
      );
    });
  });

/**
 * npm passes SIGTERM to the shell between it and us; the shell dies of it and tells nobody, which shows as a new parent.
 *
 * @param {() => void} react
 * @returns {() => void} ends the watch
 */
const onParentGone = (react) => {
  const parent = process.ppid;
  if (!process.env['npm_lifecycle_event']) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    react();
  }, PARENT_CHECK_MS);
  return () => clearInterval(timer);
};

/**
 * @param {import('node:child_process').ChildProcess} child leads its own process group, except on Windows
 * @param {NodeJS.Signals} signal
 */
const signalGroup = (child, signal) => {
  if (onWindows || child.pid === undefined) child.kill(signal);
  else process.kill(-child.pid, signal);
};
