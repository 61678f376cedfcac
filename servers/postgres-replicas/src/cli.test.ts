import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { programPath, runProgram, writeConfig } from './testing/run-program.ts';

// A cross join keeps no rows, so nothing but its time limit ends it.
const endless = 'SELECT count(*) FROM pg_attribute a, pg_attribute b, pg_attribute c, pg_attribute AS drained(g)';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [programPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

describe('the command line', () => {
  let sandbox: SharedSandbox;
  let directory: string;
  let admin: Client;
  let watcher: Client;
  const runningQueries = async () => {
    const { rows } = await watcher.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%AS drained(g)%' AND pid <> pg_backend_pid()",
    );
    return rows[0]?.n;
  };
  beforeAll(async () => {
    sandbox = await sharedSandbox();
    directory = await mkdtemp(join(tmpdir(), 'mcp-cli-'));
    admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: 'orders' });
    await admin.connect();
    watcher = new Client({ ...sandbox.replica, ...sandbox.admin, database: 'orders' });
    await watcher.connect();
  });
  afterAll(async () => {
    await watcher?.end();
    await admin?.end();
    await rm(directory, { recursive: true });
  });

  test('--help shows every option and every configuration key [A15]', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const word of [
      '--config',
      '--transport',
      '--port',
      '--check',
      'targets.<name>.password',
      'limits.pool_size',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  test('the file itself is a program, as a package manager installs it', async () => {
    await chmod(programPath, 0o755);
    const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` };
    expect(await promisify(execFile)(programPath, ['--version'], { env })).toEqual({
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
      stderr: '',
    });
  });

  test('--version is the version of the package', async () => {
    expect(await run('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });

  test.each([
    [[], '--config FILE is missing'],
    [['--config', 'x', '--transport', 'sse'], '--transport must be stdio or http'],
    [['--config', 'x', '--transport', 'http', '--port', '70000'], '--port must be a number from 0 to 65535'],
    [['--config', 'x', '--port', '1'], '--port goes with --transport http'],
    [['--nonsense'], '--nonsense'],
    [['--config', '/no/such/file'], 'cannot be read'],
  ])('%j is refused with exit code 2 and the reason [A15]', async (args, why) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(why);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('--check is content with the sandbox, and names the GRANT for what is wrong [A15] [G3]', async () => {
    const good = await run('--config', sandbox.configPath, '--check');
    expect(good).toMatchObject({ code: 0 });
    expect(good.stdout.match(/^ok /gm)).toHaveLength(4);

    await admin.query(
      "CREATE ROLE check_me LOGIN BYPASSRLS PASSWORD 'Check-me-991'; GRANT pg_read_server_files TO check_me",
    );
    await sandbox.waitForReplay();
    const path = await writeConfig(directory, {
      ...sandbox,
      agent: { user: 'check_me', password: 'Check-me-991' },
      databases: { orders: 'orders' },
    });
    const bad = await run('--config', path, '--check');
    await admin.query('REVOKE pg_read_server_files FROM check_me; ALTER ROLE check_me NOBYPASSRLS');
    await sandbox.waitForReplay();
    const blind = await run('--config', path, '--check');
    await admin.query('DROP ROLE check_me');
    expect(blind.code).toBe(0);
    expect(blind.stdout).toMatch(
      /warning: its login role may read no table.*\n.*GRANT SELECT ON ALL TABLES IN SCHEMA .*app/,
    );
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain('REVOKE pg_read_server_files FROM check_me;');
    expect(bad.stdout).toContain('ALTER ROLE check_me NOBYPASSRLS;');
    expect(bad.stdout + bad.stderr).not.toContain('Check-me-991');
  });

  test('--check on a primary fails and says to point at a hot standby [G2]', async () => {
    const path = await writeConfig(directory, {
      ...sandbox,
      replica: sandbox.primary,
      databases: { orders: 'orders' },
    });
    const { code, stdout } = await run('--config', path, '--check');
    expect(code).toBe(1);
    expect(stdout).toContain('point host and port at a hot standby');
  });

  test('an inline password is refused without repeating it [A15]', async () => {
    const path = join(directory, 'inline.yaml');
    await writeFile(
      path,
      'owner: a@b.example\nagent: { id: x, owner: a@b.example }\naudit: { dir: ./a }\ntargets:\n  t: { host: h, port: 1, database: d, user: u, password: Inline-5ecret-77 }\n',
    );
    const { code, stderr } = await run('--config', path);
    expect(code).toBe(2);
    expect(stderr).toContain('password');
    expect(stderr).toContain('env:');
    expect(stderr).not.toContain('Inline-5ecret-77');
  });

  test.each([
    [
      'a taken port',
      (path: string, port: string) => ['--config', path, '--transport', 'http', '--port', port],
      'choose another port',
    ],
    [
      'an audit directory that cannot be',
      (path: string) => ['--config', path.replace('config', 'no-audit')],
      'audit: the directory of the spool cannot be used (EEXIST): /dev/null',
    ],
  ])('%s ends it with one line that says how to mend it [A15]', async (_name, args, why) => {
    const other = await runProgram({ ...sandbox, databases: { orders: 'orders' } });
    const path = await writeConfig(directory, { ...sandbox, databases: { orders: 'orders' } });
    await writeFile(
      path.replace('config', 'no-audit'),
      (await readFile(path, 'utf8')).replace('dir: ./audit', 'dir: /dev/null'),
    );
    const { code, stderr } = await run(...args(path, new URL(other.origin).port));
    await other.close();
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^mcp-postgres-replicas: /);
    expect(stderr).toContain(why);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('SIGTERM lets the running query end, keeps its record and ends with 0 [A12]', async () => {
    const program = await runProgram({
      ...sandbox,
      databases: { orders: 'orders' },
      extra: 'limits: { statement_timeout_ms: 1000 }',
    });
    const client = await connectClient('sdk-2-auto', program.http);
    const answer = client.call('query_replica', { target: 'orders', sql: endless });
    await vi.waitFor(async () => expect(await runningQueries()).toBe(1), { timeout: 5_000, interval: 20 });
    expect(await program.stop()).toBe(0);
    expect(await answer).toMatchObject({ ok: false, code: 'TIMEOUT' });
    const records = await program.readAudit();
    expect(records.at(-1)).toMatchObject({ phase: 'outcome', outcome: { code: 'TIMEOUT' } });
    expect(program.readLog()).toContain('"msg":"stopped"');
    await program.close();
  });

  test.each([
    ['rejection', 'Promise.reject(error)', 'unhandled rejection'],
    ['exception', 'setImmediate(() => { throw error; })', 'uncaught exception'],
  ])('an unhandled %s is logged without its text and ends it with 1 [A12] [A7]', async (_what, fault, logged) => {
    const script = `process.on("SIGUSR2", () => { const error = new RangeError("canary@shop.test"); ${fault} })`;
    const program = await runProgram({
      ...sandbox,
      databases: { orders: 'orders' },
      nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(script)}`],
    });
    program.child.kill('SIGUSR2');
    expect(await program.exited).toBe(1);
    expect(program.readLog()).toContain(`"msg":"${logged}"`);
    expect(program.readLog()).toContain('RangeError');
    expect(program.readLog()).not.toContain('canary');
    await program.close();
  });
});
