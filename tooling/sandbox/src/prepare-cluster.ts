import { chown, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeClusterConfig } from './cluster-config.ts';
import { createCredentials, saveCredentials, type ClusterCredentials } from './credentials.ts';
import { findFreePorts } from './free-ports.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { startPostgres } from './postgres-server.ts';
import { runCommand } from './run-command.ts';
import { seedCluster } from './seed-cluster.ts';
import { seedKey, type SeedSize } from './seed-files.ts';
import type { ServerAccount } from './server-account.ts';

/** Where and how clusters are prepared. */
export interface Workshop {
  readonly home: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount | undefined;
  readonly log: (line: string) => void;
}

/** A seeded primary that was shut down cleanly: `data` and `credentials.json` in `directory`, to be copied, not run. */
export interface PreparedCluster {
  readonly directory: string;
  readonly key: string;
}

/** Raised by hand when this file or the settings change what a prepared cluster contains. */
const LAYOUT = '1';

/**
 * Finds the prepared cluster of this seed, or makes it, which takes some seconds. It is built aside and renamed into
 * place, so an interrupted build is never used and two builds at once do not meet.
 */
export async function prepareCluster(workshop: Workshop, size: SeedSize): Promise<PreparedCluster> {
  const key = `${size}-${seedKey([workshop.binaries.version, LAYOUT])}`;
  const directory = join(workshop.home, 'prepared', key);
  if (await exists(directory)) return { directory, key };

  await mkdir(dirname(directory), { recursive: true, mode: 0o711 });
  const draft = await mkdtemp(join(workshop.home, `building-${process.pid}-`));
  try {
    await build(workshop, draft, size);
    await rename(draft, directory).catch(async (cause: unknown) => {
      if (!(await exists(directory))) throw cause;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await removeOutdated(dirname(directory), size, basename(directory));
  return { directory, key };
}

async function build(workshop: Workshop, draft: string, size: SeedSize): Promise<void> {
  const { binaries, account, log } = workshop;
  log(`preparing a cluster (Postgres ${binaries.version}, ${size} seed); later starts reuse it`);
  const credentials = createCredentials();
  await saveCredentials(draft, credentials);
  if (account) await chown(draft, account.uid, account.gid);

  const dataDirectory = join(draft, 'data');
  await initialise(workshop, dataDirectory, credentials);
  const [port] = await findFreePorts();
  await writeClusterConfig(dataDirectory, port, { kind: 'primary' }, account);
  const logFile = join(draft, 'postgres.log');
  const server = await startPostgres({ binaries, account, dataDirectory, logFile, port, admin: credentials.admin });
  try {
    await seedCluster(port, credentials, size, log);
  } finally {
    await server.stop();
  }
}

async function initialise(
  { binaries, account }: Workshop,
  dataDirectory: string,
  { admin }: ClusterCredentials,
): Promise<void> {
  const passwordFile = `${dataDirectory}.password`;
  await writeFile(passwordFile, admin.password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${admin.user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  await runCommand(binaries.initdb, ['-D', dataDirectory, '--no-sync', ...locale, ...access], account);
  await rm(passwordFile);
}

async function removeOutdated(prepared: string, size: SeedSize, current: string): Promise<void> {
  const outdated = (await readdir(prepared)).filter((name) => name.startsWith(`${size}-`) && name !== current);
  for (const name of outdated) await rm(join(prepared, name), { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
