import { escapeIdentifier } from 'pg';
import { migrations } from './migrations/migrations.ts';
import type { AuditClient } from './open-client.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { withClient } from './with-client.ts';

/** Roles that exist already. None of them may be the one that migrates: that one owns the tables. */
export interface AuditRoles {
  /** May insert entries. The role of `openPostgresSink`. */
  readonly writer: string;
  /** May make partitions and drop expired ones. The role of `maintainAuditDatabase`. */
  readonly maintainer: string;
  /** May read. */
  readonly reader?: string;
}

/** What to prepare. */
export interface MigrateOptions {
  readonly roles: AuditRoles;
  /** Whole months to keep before the current one, 1 to 1200. Left as it is when absent; 13 at first. */
  readonly retainMonths?: number;
  /** Stops before later migrations. Default: all. */
  readonly upTo?: number;
}

/** What was done. */
export interface MigrateReport {
  /** Versions that were applied now. */
  readonly applied: readonly number[];
  /** The version the database has now. May be higher than any this code knows: newer code was here. */
  readonly version: number;
}

/**
 * Prepares a database for the sink, or brings it to the newest version: schema `mcp_audit`, tables, functions, a view
 * and the rights of the roles. May run any number of times and from several places at once. Every version serves the code
 * of the version before and after it, so the order in which database and servers are rolled forward is free. `address`
 * names the role that will own everything; it needs CREATE on the database. Makes the first partitions too.
 *
 * @throws Error of the database. Its message holds no credential.
 */
export function migrateAuditDatabase(address: PostgresAddress, options: MigrateOptions): Promise<MigrateReport> {
  return withClient(address, async (client) => {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended('mcp_audit migrations', 0))`);
    const report = await applyMissing(client, options.upTo ?? Infinity);
    if (options.retainMonths !== undefined) {
      await client.query('update mcp_audit.settings set retain_months = $1', [options.retainMonths]);
    }
    if (report.version >= 2) await client.query('select mcp_audit.make_partitions()');
    for (const grant of grantsOf(options.roles, report.version)) await client.query(grant);
    await client.query('commit');
    return report;
  });
}

async function applyMissing(client: AuditClient, upTo: number): Promise<MigrateReport> {
  await client.query('create schema if not exists mcp_audit');
  await client.query(
    'create table if not exists mcp_audit.migrations (version integer primary key, name text not null, applied_at timestamptz not null default now())',
  );
  const known = await client.query<{ version: number }>(
    'select version from mcp_audit.migrations order by version desc limit 1',
  );
  const version = known[0]?.version ?? 0;
  const missing = migrations.filter((migration) => migration.version > version && migration.version <= upTo);
  for (const migration of missing) {
    await client.runScript(migration.sql);
    await client.query('insert into mcp_audit.migrations (version, name) values ($1, $2)', [
      migration.version,
      migration.name,
    ]);
  }
  const applied = missing.map((migration) => migration.version);
  return { applied, version: applied.at(-1) ?? version };
}

/** Rights are granted anew at every run, so that a role may be exchanged. Nothing is granted on the partitions themselves. */
function grantsOf({ writer, maintainer, reader }: AuditRoles, version: number): string[] {
  const to = (role: string) => escapeIdentifier(role);
  return [
    `grant usage on schema mcp_audit to ${to(writer)}, ${to(maintainer)}`,
    `grant insert (time, key, phase, entry) on mcp_audit.entries to ${to(writer)}`,
    ...(version < 2
      ? []
      : [
          `grant execute on function mcp_audit.make_partitions, mcp_audit.drop_expired_partitions to ${to(maintainer)}`,
        ]),
    ...(reader === undefined
      ? []
      : [
          `grant usage on schema mcp_audit to ${to(reader)}`,
          `grant select on mcp_audit.entries to ${to(reader)}`,
          ...(version < 3 ? [] : [`grant select on mcp_audit.calls to ${to(reader)}`]),
        ]),
  ];
}
