import { spawn } from 'node:child_process';

/** What a secret manager's command gave, or why it gave nothing. */
export type CommandResult =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Runs `command` without a shell and returns what it prints. It is killed when it takes longer than `timeoutMs` or
 * prints more than `maxBytes`; what it writes to stderr is dropped, because it may repeat the secret.
 */
export function runSecretCommand(
  { command, timeoutMs }: { readonly command: readonly string[]; readonly timeoutMs: number },
  maxBytes: number,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const [file = '', ...args] = command;
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (result: CommandResult) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      child.stdout.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => settle({ ok: false, problem: `could not be fetched within ${timeoutMs} ms` }),
      timeoutMs,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > maxBytes) settle({ ok: false, problem: 'is too long' });
    });
    child.on('error', () => settle({ ok: false, problem: 'could not be fetched: its command does not start' }));
    child.on('close', (code) =>
      settle(
        code === 0
          ? { ok: true, output: Buffer.concat(chunks).toString('utf8') }
          : { ok: false, problem: 'could not be fetched: its command failed' },
      ),
    );
  });
}
