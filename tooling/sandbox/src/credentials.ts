import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A role and its password. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The three roles of a cluster that can log in. */
export interface ClusterCredentials {
  /** Superuser: seeds, makes databases, promotes. */
  readonly admin: Credentials;
  /** What an MCP server is given: may read, and nothing else. */
  readonly agent: Credentials;
  /** Streams the write-ahead log to the standby. */
  readonly replicator: Credentials;
}

/** New random passwords, made once for each cluster that is initialised. */
export function createCredentials(): ClusterCredentials {
  const password = () => randomBytes(18).toString('base64url');
  return {
    admin: { user: 'postgres', password: password() },
    agent: { user: 'mcp_agent', password: password() },
    replicator: { user: 'sandbox_replicator', password: password() },
  };
}

/** Keeps the credentials beside the cluster they open, readable by its owner only. */
export async function saveCredentials(directory: string, credentials: ClusterCredentials): Promise<void> {
  await writeFile(join(directory, 'credentials.json'), JSON.stringify(credentials), { mode: 0o600 });
}

/** Reads what {@link saveCredentials} wrote. */
export async function readCredentials(directory: string): Promise<ClusterCredentials> {
  return JSON.parse(await readFile(join(directory, 'credentials.json'), 'utf8')) as ClusterCredentials;
}
