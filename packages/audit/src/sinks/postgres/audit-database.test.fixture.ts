import { randomBytes } from 'node:crypto';
import { sharedSandbox } from '@mcp-chassis/sandbox/testing';
import { Client } from 'pg';
import type { AuditEntry } from '../../record.ts';
import type { AuditRoles } from './migrate-audit-database.ts';
import type { PostgresAddress } from './postgres-address.ts';

/** An empty database of a real Postgres, with the four roles of an audit log. */
export interface AuditDatabase {
  readonly roles: Required<AuditRoles> & { readonly owner: string };
  /** How a role logs in. */
  as(role: keyof AuditDatabase['roles']): PostgresAddress;
  /** As the superuser of the sandbox. */
  run<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** All entries, in the order in which they came. */
  read(): Promise<AuditEntry[]>;
  drop(): Promise<void>;
}

export async function openAuditDatabase(): Promise<AuditDatabase> {
  const sandbox = await sharedSandbox();
  const database = await sandbox.createDatabase({ template: 'catalog' });
  const tag = randomBytes(4).toString('hex');
  const password = randomBytes(12).toString('base64url');
  const roles = {
    owner: `audit_owner_${tag}`,
    writer: `audit_writer_${tag}`,
    maintainer: `audit_maintainer_${tag}`,
    reader: `audit_reader_${tag}`,
  };
  const admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: database.name });
  await admin.connect();
  for (const role of Object.values(roles)) await admin.query(`create role ${role} login password '${password}'`);
  await admin.query(`grant create on database ${database.name} to ${roles.owner}`);

  async function run<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await admin.query<Row>(sql, [...values])).rows;
  }

  return {
    roles,
    as: (role) => ({
      host: '127.0.0.1',
      port: sandbox.primary.port,
      database: database.name,
      user: roles[role],
      password,
      tls: 'disable',
    }),
    run,
    async read() {
      const rows = await run<{ entry: AuditEntry }>('select entry from mcp_audit.entries order by received_at, ctid');
      return rows.map(({ entry }) => entry);
    },
    async drop() {
      await admin.end();
      await database.drop();
      const cleaner = new Client({ ...sandbox.primary, ...sandbox.admin, database: 'postgres' });
      await cleaner.connect();
      for (const role of Object.values(roles)) await cleaner.query(`drop role ${role}`);
      await cleaner.end();
    },
  };
}
