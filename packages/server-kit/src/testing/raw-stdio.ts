import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Reach } from './test-client.ts';

/**
 * Speaks to a server over stdio line by line, garbage included, and ends it by closing stdin.
 *
 * @returns every line of its stdout, and its exit code.
 */
export async function speakRaw(
  { command, args, env }: Extract<Reach, { kind: 'stdio' }>,
  lines: readonly string[],
  /** Answers to wait for before stdin is closed. */
  answers: number,
): Promise<{ readonly stdout: readonly string[]; readonly exitCode: number | null }> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const stdout: string[] = [];
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.push(line);
    if (stdout.length === answers) resolve();
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  for (const line of lines) child.stdin.write(`${line}\n`);
  await Promise.race([answered, ended]);
  child.stdin.end();
  return { stdout, exitCode: await ended };
}
