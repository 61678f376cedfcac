import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startOf } from './process-identity.ts';
import { openDisposableHome } from './sandbox-home.ts';
import { findServerAccount } from './server-account.ts';

interface ConnectionFile {
  readonly primary: { host: string; port: number; user: string; password: string };
  readonly replica: { host: string; port: number; user: string; password: string };
  readonly databases: string[];
  readonly config: string;
}

const CLI = new URL('../src/cli.ts', import.meta.url).pathname;
let root: string;
let out: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  root = await mkdtemp(join(await openDisposableHome(findServerAccount()), `disposable-${process.pid}-`));
  await chmod(root, 0o711);
  out = join(root, 'out.json');
});

afterEach(async () => {
  await Promise.all(
    [...running].map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }),
  );
  running.clear();
  await rm(root, { recursive: true, force: true });
});

function run(...args: string[]): { child: ChildProcess; lines: string[]; ready: Promise<void>; exit: Promise<number> } {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const lines: string[] = [];
  const exit = once(child, 'close').then(() => child.exitCode ?? -1);
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stderr, child.stdout]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('stop with Ctrl-C')) resolve();
      });
    }
    void exit.then((code) => reject(new Error(`ended with ${code}: ${lines.join('\n')}`)));
  });
  ready.catch(() => {});
  return { child, lines, ready, exit };
}

const up = () => run('up', '--seed', 'small', '--dir', join(root, 'pair'), '--out', out);

async function readOut(): Promise<ConnectionFile> {
  return JSON.parse(await readFile(out, 'utf8')) as ConnectionFile;
}

async function serverPids(): Promise<number[]> {
  const notes = ['primary', 'standby'].map((name) => join(root, 'pair/servers', name, 'postmaster.pid'));
  return Promise.all(notes.map(async (note) => Number.parseInt(await readFile(note, 'utf8'), 10)));
}

test('writes how to connect, for its owner only, and leaves no process after SIGTERM', async () => {
  const { child, ready, exit } = up();
  await ready;

  const connection = await readOut();
  expect(Object.keys(connection)).toEqual(['primary', 'replica', 'databases', 'config']);
  expect(connection).toMatchObject({
    primary: { host: '127.0.0.1', user: 'postgres' },
    replica: { host: '127.0.0.1', user: 'mcp_agent' },
    databases: ['orders', 'customers', 'billing', 'catalog'],
  });
  for (const path of [out, connection.config]) expect((await stat(path)).mode & 0o777).toBe(0o600);
  const config = await readFile(connection.config, 'utf8');
  expect(config).toContain(`port: ${connection.replica.port}`);
  expect(config).not.toContain(connection.replica.password);

  const pids = await serverPids();
  expect(pids.map(startOf)).not.toContain(undefined);
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(pids.map(startOf)).toEqual([undefined, undefined]);
  await expect(stat(out)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('keeps what was written for the next start, and --fresh throws it away', async () => {
  const first = up();
  await first.ready;
  const actors = async (): Promise<number | null> => {
    const client = new Client({ ...(await readOut()).primary, database: 'orders' });
    await client.connect();
    const { rowCount } = await client.query(`select from app.audit_events where actor = 'kept'`);
    await client.query(`insert into app.audit_events (actor) values ('kept')`);
    await client.end();
    return rowCount;
  };
  expect(await actors()).toBe(0);
  first.child.kill('SIGTERM');
  await first.exit;

  const second = up();
  await second.ready;
  expect(await actors()).toBe(1);
  second.child.kill('SIGTERM');
  await second.exit;

  const third = run('up', '--fresh', '--seed', 'small', '--dir', join(root, 'pair'), '--out', out);
  await third.ready;
  expect(await actors()).toBe(0);
});

test('takes its servers down with it when it is killed, and starts again', async () => {
  const first = up();
  await first.ready;
  const session = new Client({ ...(await readOut()).primary, database: 'orders' });
  session.on('error', () => {});
  await session.connect();
  const ended = new Promise((resolve) => session.once('end', resolve));
  first.child.kill('SIGKILL');
  await ended;

  const second = up();
  await second.ready;
  expect(await serverPids()).toHaveLength(2);
});

test('refuses a directory that another process uses and names that process', async () => {
  const first = up();
  await first.ready;
  const second = run('up', '--seed', 'small', '--dir', join(root, 'pair'), '--out', join(root, 'other.json'));
  expect(await second.exit).toBe(1);
  expect(second.lines.join('\n')).toContain(`is in use by process ${first.child.pid}.`);
});

test('refuses to use a directory that holds something else', async () => {
  const { lines, exit } = run('up', '--fresh', '--dir', import.meta.dirname);
  expect(await exit).toBe(1);
  expect(lines.join('\n')).toContain('is not empty and not a sandbox');
});

test.each([
  { args: ['--help'], code: 0, says: 'Usage: pnpm --silent sandbox up' },
  { args: ['down'], code: 1, says: `Expected the command 'up'` },
  { args: ['up', '--port', '1'], code: 1, says: `Unknown option '--port'` },
  { args: ['up', '--seed', 'huge'], code: 1, says: `--seed is 'full' or 'small', not 'huge'` },
])('answers $args with exit code $code', async ({ args, code, says }) => {
  const { lines, exit } = run(...args);
  expect(await exit).toBe(code);
  expect(lines.join('\n')).toContain(says);
});
