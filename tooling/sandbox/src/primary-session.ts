import { Client } from 'pg';
import type { SandboxAddress } from './sandbox-address.ts';

const REPLAY_TIMEOUT_MS = 30_000;

/**
 * Lends an administrator's session on the primary whose every commit returns only when the standby has replayed it.
 * Rejects when the standby does not confirm within 30 s, e.g. because it is stopped.
 */
export async function withReplayedSession<T>(
  address: Pick<SandboxAddress, 'primary' | 'admin'>,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    ...address.primary,
    ...address.admin,
    database: 'postgres',
    options: '-c synchronous_commit=remote_apply',
    query_timeout: REPLAY_TIMEOUT_MS,
  });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
