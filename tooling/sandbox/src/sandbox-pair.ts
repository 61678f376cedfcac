import { join } from 'node:path';
import { Client } from 'pg';
import { writeClusterConfig } from './cluster-config.ts';
import type { ClusterCredentials } from './credentials.ts';
import { findFreePorts } from './free-ports.ts';
import type { PairDirectory } from './pair-directory.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import type { Workshop } from './prepare-cluster.ts';
import type { Endpoint } from './sandbox-address.ts';
import { SandboxError } from './sandbox-error.ts';
import { waitForReplay } from './wait-for-replay.ts';

/** Two running servers, and what can be done to them. */
export interface SandboxPair {
  readonly primary: Endpoint;
  readonly replica: Endpoint;
  /** Makes the replica a primary of its own. There is no way back but a fresh pair. */
  promoteReplica(): Promise<void>;
  stopReplica(): Promise<void>;
  /** Starts the stopped replica on its old port; resolves when it has caught up. */
  startReplica(): Promise<void>;
  close(): Promise<void>;
}

/** Starts primary and standby on free ports; resolves when the standby streams and has caught up. */
export async function startPair(
  workshop: Workshop,
  pair: PairDirectory,
  credentials: ClusterCredentials,
): Promise<SandboxPair> {
  const { binaries, account } = workshop;
  const { admin, replicator } = credentials;
  const [primaryPort, replicaPort] = await findFreePorts();

  await writeClusterConfig(pair.primary, primaryPort, { kind: 'primary' }, account);
  await writeClusterConfig(pair.standby, replicaPort, { kind: 'standby', primaryPort, replicator }, account);
  const launch = (dataDirectory: string, port: number, log: string): Promise<PostgresServer> =>
    startPostgres({ binaries, account, dataDirectory, port, admin, logFile: join(pair.directory, log) });

  const [primary, standby] = await Promise.allSettled([
    launch(pair.primary, primaryPort, 'primary.log'),
    launch(pair.standby, replicaPort, 'replica.log'),
  ]);
  if (primary.status === 'rejected' || standby.status === 'rejected') {
    if (standby.status === 'fulfilled') await standby.value.stop();
    if (primary.status === 'fulfilled') await primary.value.stop();
    throw [primary, standby].find((outcome) => outcome.status === 'rejected')?.reason;
  }

  let replica: PostgresServer | undefined = standby.value;
  const caughtUp = (): Promise<void> => waitForReplay({ primary: { host: '127.0.0.1', port: primaryPort }, admin });
  const stopReplica = async (): Promise<void> => {
    const stopping = replica;
    replica = undefined;
    await stopping?.stop();
  };
  const close = async (): Promise<void> => {
    await stopReplica();
    await primary.value.stop();
  };

  await caughtUp().catch(async (cause: unknown) => {
    await close();
    throw new SandboxError(`The replica does not follow the primary; see '${join(pair.directory, 'replica.log')}'.`, {
      cause,
    });
  });
  return {
    primary: { host: '127.0.0.1', port: primaryPort },
    replica: { host: '127.0.0.1', port: replicaPort },
    async promoteReplica() {
      const client = new Client({ host: '127.0.0.1', port: replicaPort, ...admin, database: 'postgres' });
      await client.connect();
      try {
        await client.query('select pg_promote(true, 60)');
      } finally {
        await client.end();
      }
    },
    stopReplica,
    async startReplica() {
      replica ??= await launch(pair.standby, replicaPort, 'replica.log');
      await caughtUp();
    },
    close,
  };
}
