import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from './credentials.ts';
import type { ServerAccount } from './server-account.ts';

/** The physical replication slot that makes the primary keep what the standby has not yet received. */
export const REPLICATION_SLOT = 'sandbox_replica';

/** What a server of the pair is. */
export type ClusterRole =
  | { readonly kind: 'primary' }
  | { readonly kind: 'standby'; readonly primaryPort: number; readonly replicator: Credentials };

/** Writes `postgresql.conf` and `pg_hba.conf`, which hold for the next start only: ports are chosen anew every time. */
export async function writeClusterConfig(
  dataDirectory: string,
  port: number,
  role: ClusterRole,
  account: ServerAccount | undefined,
): Promise<void> {
  const files = { 'postgresql.conf': renderSettings(port, role), 'pg_hba.conf': ACCESS };
  for (const [name, text] of Object.entries(files)) {
    const path = join(dataDirectory, name);
    await writeFile(path, text, { mode: 0o600 });
    if (account) await chown(path, account.uid, account.gid);
  }
}

const ACCESS = `host all all 127.0.0.1/32 scram-sha-256
host replication sandbox_replicator 127.0.0.1/32 scram-sha-256
`;

function renderSettings(port: number, role: ClusterRole): string {
  const settings = { ...COMMON, port, ...(role.kind === 'primary' ? PRIMARY : standbySettings(role)) };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `${lines.join('\n')}\n`;
}

const COMMON = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '64MB',
  // A sandbox may be lost in a power cut; nobody waits for the disk.
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'replica',
  // Small data directories are quick to copy.
  wal_recycle: 'off',
  wal_init_zero: 'off',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  // A standby that is stopped for a test must not fill the disk.
  max_slot_wal_keep_size: '1GB',
  temp_file_limit: '1GB',
  shared_preload_libraries: 'pg_stat_statements',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
};

const PRIMARY = {
  // The standby is synchronous, but nobody waits for it unless a session asks with synchronous_commit = remote_apply.
  synchronous_standby_names: REPLICATION_SLOT,
  synchronous_commit: 'local',
};

function standbySettings(role: Extract<ClusterRole, { kind: 'standby' }>): Record<string, string> {
  const { user, password } = role.replicator;
  return {
    hot_standby: 'on',
    hot_standby_feedback: 'on',
    primary_slot_name: REPLICATION_SLOT,
    primary_conninfo:
      `host=127.0.0.1 port=${role.primaryPort} user=${user} password=${password} ` +
      `application_name=${REPLICATION_SLOT}`,
    wal_receiver_status_interval: '1s',
    wal_retrieve_retry_interval: '200ms',
  };
}
