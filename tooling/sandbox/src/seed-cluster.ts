import { Client, escapeLiteral } from 'pg';
import { REPLICATION_SLOT } from './cluster-config.ts';
import type { ClusterCredentials } from './credentials.ts';
import { DATABASES, readPrelude, readSeed, readWorkload, type DatabaseName, type SeedSize } from './seed-files.ts';

const SCALE: Record<SeedSize, string> = { full: '1', small: '0.02' };

/** The read-only copy of a seeded database that test databases are made from: nobody can be connected to it. */
export function templateOf(database: DatabaseName): string {
  return `template_${database}`;
}

/** Fills a new, empty cluster: roles, databases, their templates, and the slot for the standby. */
export async function seedCluster(
  port: number,
  credentials: ClusterCredentials,
  size: SeedSize,
  log: (line: string) => void,
): Promise<void> {
  await withClient(port, credentials, 'postgres', (client) => createRoles(client, credentials));
  await Promise.all(
    DATABASES.map(async (database) => {
      await seedDatabase(port, credentials, database, size);
      log(`seeded ${database}`);
    }),
  );
  await withClient(port, credentials, 'orders', (client) => client.query(readWorkload()));
  await withClient(port, credentials, 'postgres', async (client) => {
    await client.query('checkpoint');
    await client.query('select pg_create_physical_replication_slot($1, true)', [REPLICATION_SLOT]);
  });
}

async function seedDatabase(
  port: number,
  credentials: ClusterCredentials,
  database: DatabaseName,
  size: SeedSize,
): Promise<void> {
  await withClient(port, credentials, 'postgres', (client) => client.query(`create database ${database}`));
  await withClient(port, credentials, database, async (client) => {
    await client.query(`set sandbox.scale = '${SCALE[size]}'`);
    await client.query(readPrelude());
    await client.query(readSeed(database));
    await client.query('vacuum (analyze, freeze)');
  });
  await withClient(port, credentials, 'postgres', async (client) => {
    const template = templateOf(database);
    await client.query(`create database ${template} template ${database} strategy file_copy is_template true`);
    await client.query(`alter database ${template} allow_connections false`);
    await client.query(`revoke temporary on database ${database} from public`);
  });
}

async function createRoles(client: Client, { agent, replicator }: ClusterCredentials): Promise<void> {
  for (const { user, password } of [agent, replicator]) {
    await client.query(`create role ${user} login password ${escapeLiteral(password)}`);
  }
  await client.query(`alter role ${replicator.user} replication`);
  // The least that shows the health of a replica: other sessions' state and age, and the top statements. Not
  // pg_monitor, which adds reading of all settings (passwords in primary_conninfo) and of the log directory.
  await client.query(`grant pg_read_all_stats to ${agent.user}`);
}

async function withClient(
  port: number,
  { admin }: ClusterCredentials,
  database: string,
  use: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port, ...admin, database });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
