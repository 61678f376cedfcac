import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from './credentials.ts';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  orders: 'Orders, shipments and support tickets of the shop',
  customers: 'Master data of people, consents and contacts',
  billing: 'Invoices, payments and bookkeeping',
  catalog: 'Products, prices, stock and reviews',
};

/** What the configuration of `postgres-replicas` needs to know of a pair. */
export interface ServerConfigOptions {
  readonly directory: string;
  readonly replicaPort: number;
  readonly agent: Credentials;
  readonly databases: readonly string[];
}

/** Writes a configuration that `mcp-postgres-replicas` runs as it is, and the password it refers to; returns its path. */
export async function writeServerConfig(options: ServerConfigOptions): Promise<string> {
  const path = join(options.directory, 'postgres-replicas.yaml');
  await writeFile(join(options.directory, 'agent-password'), options.agent.password, { mode: 0o600 });
  await writeFile(path, renderServerConfig(options), { mode: 0o600 });
  return path;
}

function renderServerConfig({ replicaPort, agent, databases }: ServerConfigOptions): string {
  const targets = databases.map(
    (database) => `  ${database}:
    host: 127.0.0.1
    port: ${replicaPort}
    database: ${database}
    user: ${agent.user}
    password: file:./agent-password
    tls: disable
    description: ${DESCRIPTIONS[database] ?? database}
`,
  );
  return `# Written by tooling/sandbox at every start.
owner: on-call@sandbox.test
environment: development
agent: { id: sandbox-agent, owner: on-call@sandbox.test }
http: { port: 8931 }
audit: { dir: ./audit }
targets:
${targets.join('')}`;
}
