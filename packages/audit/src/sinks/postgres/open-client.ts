import { isIP, Socket } from 'node:net';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';
import { Client } from 'pg';
import { readSecret } from '../net/read-secret.ts';
import type { PostgresAddress } from './postgres-address.ts';

/** A connection that can be cut at any time. */
export interface AuditClient {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements, without values. */
  runScript(sql: string): Promise<void>;
  isOpen(): boolean;
  /** Fails whatever is under way. */
  cut(): void;
  close(): Promise<void>;
}

/** Connects, or fails when `signal` aborts before. */
export async function openClient(address: PostgresAddress, signal: AbortSignal): Promise<AuditClient> {
  const { host, port = 5432, database, user } = address;
  const password = await readSecret(address.password, 'the password');
  signal.throwIfAborted();
  const socket = new Socket();
  const client = new Client({
    host,
    port,
    database,
    user,
    password,
    application_name: 'mcp-audit',
    keepAlive: true,
    ssl: address.tls === 'disable' ? false : tlsOptions(address),
    stream: () => socket,
  });
  let open = true;
  // Without a listener, a connection that the server closes ends the process.
  client.on('error', () => (open = false));
  client.on('end', () => (open = false));
  const cut = () => {
    open = false;
    socket.destroy();
  };
  signal.addEventListener('abort', cut);
  try {
    await client.connect();
  } catch (error) {
    cut();
    throw error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      const { rows } = await client.query<Row>(sql, [...values]);
      return rows;
    },
    async runScript(sql) {
      await client.query(sql);
    },
    isOpen: () => open,
    cut,
    close: () => (open ? client.end() : Promise.resolve()),
  };
}

/** As libpq's `verify-full`. */
function tlsOptions({ host, ca }: PostgresAddress): ConnectionOptions {
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (_host, certificate) => checkServerIdentity(host, certificate),
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
  };
}
