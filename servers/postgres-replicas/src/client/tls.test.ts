import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, chown, copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openAdmin, openSandboxTarget } from '../targets/sandbox-target.test.fixture.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let sandbox: Sandbox;
let directory: string;

function openssl(command: string): void {
  execFileSync('openssl', command.split(' '), { cwd: directory, stdio: 'ignore' });
}

/** Makes an authority and a certificate for `localhost`, and has the replica use it. */
beforeAll(async () => {
  if (!hasOpenssl) return;
  sandbox = await startDisposableSandbox();
  directory = await mkdtemp(join(tmpdir(), 'tls-test-'));
  await writeFile(join(directory, 'names'), 'subjectAltName=DNS:localhost');
  openssl('req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=test-authority');
  openssl('req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost');
  openssl('x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -extfile names');
  const admin = await openAdmin(sandbox, 'replica');
  const { rows } = await admin.query<{ data_directory: string }>('SHOW data_directory');
  const data = rows[0]?.data_directory ?? '';
  const { uid, gid } = await stat(data);
  for (const file of ['server.key', 'server.pem']) {
    await copyFile(join(directory, file), join(data, file));
    await chown(join(data, file), uid, gid);
    await chmod(join(data, file), 0o600);
  }
  for (const [name, value] of Object.entries({ ssl_cert_file: 'server.pem', ssl_key_file: 'server.key', ssl: 'on' })) {
    await admin.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  }
  await admin.end();
  await sandbox.stopReplica();
  await sandbox.startReplica();
});

afterAll(async () => {
  if (!hasOpenssl) return;
  await sandbox.close();
  await rm(directory, { recursive: true });
});

const open = (host: string, ca?: string) =>
  openSandboxTarget(sandbox, {
    config: { host, tls: 'verify-full', ...(ca === undefined ? {} : { ca: join(directory, ca) }) },
  });

test.skipIf(!hasOpenssl)('queries and cancels over verified TLS [G3] [G8]', async () => {
  const target = open('localhost', 'ca.pem');
  expect((await ask(target, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).rows).toEqual([[true]]);
  await expect(ask(target, 'SELECT pg_sleep(60)', [], { signal: AbortSignal.timeout(200) })).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
  const { rows } = await ask(target, `SELECT repeat('x', 100000) FROM generate_series(1, 1000)`);
  expect(rows.length).toBeLessThan(12);
  await target.close();
});

test.skipIf(!hasOpenssl).each([
  ['names another host', '127.0.0.1', 'ca.pem'],
  ['comes from an unknown authority', 'localhost', undefined],
])('refuses a certificate that %s [G3]', async (_what, host, ca) => {
  const target = open(host, ca);
  await expect(ask(target, 'SELECT 1')).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'Target orders: its TLS certificate could not be verified.',
  });
  await target.close();
});
