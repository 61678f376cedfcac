import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Credentials } from './credentials.ts';
import { guardServer } from './guard-server.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { serverEnvironment } from './run-command.ts';
import { SandboxError } from './sandbox-error.ts';
import type { ServerAccount } from './server-account.ts';

/** One running server process. */
export interface PostgresServer {
  readonly port: number;
  readonly pid: number;
  /** Fast shutdown: sessions are ended, the data stays consistent. Resolves when the process is gone. */
  stop(): Promise<void>;
}

/** How to start one server. The data directory holds its settings already. */
export interface PostgresServerOptions {
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount | undefined;
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly port: number;
  /** Who asks whether the server is ready. */
  readonly admin: Credentials;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/**
 * Starts a server and resolves when it answers queries. It dies with this process, also when that is killed.
 *
 * @throws SandboxError with the end of its log, when it does not come up.
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { account, port } = options;
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(options.binaries.postgres, ['-D', options.dataDirectory], {
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C reaches us alone, and we stop the servers in order.
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let running = true;
  void exited.then(() => (running = false));
  const { pid } = child;
  if (pid === undefined) throw new SandboxError(`'${options.binaries.postgres}' cannot be started.`);
  const guard = guardServer(pid, options.dataDirectory, account);

  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    const impatient = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(impatient);
    guard.dismiss();
  };

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(port, options.admin))) {
    if (running && Date.now() < deadline) {
      await pause(20);
      continue;
    }
    await stop();
    throw new SandboxError(
      `Postgres did not start on port ${port}. Its log ends with:\n${await tail(options.logFile)}`,
    );
  }
  return { port, pid, stop };
}

async function answers(port: number, { user, password }: Credentials): Promise<boolean> {
  const client = new Client({ host: '127.0.0.1', port, user, password, database: 'postgres' });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function tail(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-10).join('\n') || '(nothing)';
}
