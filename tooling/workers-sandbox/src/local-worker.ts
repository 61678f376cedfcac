import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort, refuseTakenPort } from './find-free-port.ts';

/** How a Worker runs on this machine. */
export interface LocalWorkerOptions {
  /** Path of its `wrangler.jsonc`. */
  readonly config: string;
  /** Variables and secrets, which replace those of the configuration. `PUBLIC_URL` is set to where it serves. */
  readonly vars: Readonly<Record<string, string>>;
  /** Default 0: a free one. */
  readonly port?: number;
}

/** A Worker in workerd, under `wrangler dev --local`: no account, no network. */
export interface LocalWorker {
  /** `http://127.0.0.1:8932`, without a path. */
  readonly url: string;
  /** Lines it wrote so far with `console`, and those of wrangler. */
  readonly lines: readonly string[];
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it, and deletes its state. */
  close(): Promise<void>;
}

const wrangler = createRequire(import.meta.url).resolve('wrangler');
const script = join(wrangler, '../../bin/wrangler.js');

/** Starts it with an empty state. @throws Error with its last words when it does not serve. */
export async function startLocalWorker({ config, vars, port = 0 }: LocalWorkerOptions): Promise<LocalWorker> {
  const chosen = port === 0 ? await findFreePort() : port;
  const url = `http://127.0.0.1:${chosen}`;
  if (port !== 0) await refuseTakenPort(port);
  const state = await mkdtemp(join(tmpdir(), 'local-worker-'));
  // In a file, because every user of the machine sees arguments, and the PIN would be among them.
  const varsFile = join(state, 'vars.env');
  const given = Object.entries({ ...vars, PUBLIC_URL: url }).map(([name, value]) => `${name}=${quoted(value)}\n`);
  await writeFile(varsFile, given.join(''), { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      script,
      'dev',
      '--local',
      '--config',
      config,
      '--ip',
      '127.0.0.1',
      '--port',
      String(chosen),
      '--inspector-port',
      '0',
      '--persist-to',
      state,
      '--show-interactive-dev-session=false',
      '--env-file',
      varsFile,
    ],
    {
      // A group of its own: wrangler starts workerd, and both have to end.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CI: '1',
        NO_COLOR: '1',
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        WRANGLER_LOG_PATH: join(state, 'logs'),
      },
    },
  );
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('Ready on http')) resolve();
      });
    }
  });
  async function close(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      process.kill(-child.pid, 'SIGTERM');
    await ended;
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  }
  await Promise.race([ready, ended]);
  if (child.exitCode !== null || child.signalCode !== null) {
    await close();
    throw new Error(`The Worker does not serve. Its last words:\n${lines.slice(-15).join('\n')}`);
  }
  return { url, lines, ended, close };
}

/** As dotenv reads it back, which expands `$` also between quotes. */
function quoted(value: string): string {
  return `'${value.replaceAll('$', '\\$')}'`;
}
