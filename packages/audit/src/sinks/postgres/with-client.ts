import { openClient, type AuditClient } from './open-client.ts';
import { checkPostgresAddress, type PostgresAddress } from './postgres-address.ts';

const connectTimeoutMs = 10_000;

/** Lends a connection. */
export async function withClient<T>(address: PostgresAddress, use: (client: AuditClient) => Promise<T>): Promise<T> {
  checkPostgresAddress(address);
  const client = await openClient(address, AbortSignal.timeout(connectTimeoutMs));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
