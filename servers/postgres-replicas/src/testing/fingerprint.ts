import { Client, type ClientConfig } from 'pg';

/**
 * Everything an attacker could have changed on a primary: the rows of every table, sequence and large object, every
 * system catalog, and what lies outside transactions. Taken as an administrator, one line per fact.
 *
 * What the server itself moves is left out: planner statistics, sizes, frozen ids. Shared catalogs are included, so
 * nobody else may create databases or roles meanwhile.
 */
export function fingerprint(connection: ClientConfig): Promise<readonly string[]> {
  return readLines(connection, async (client) => {
    const lines: string[] = [];
    for (const { name, kind } of await list<Relation>(client, relationsSql)) {
      const from = kind === 'S' ? `(SELECT last_value, is_called FROM ${name})` : name;
      lines.push(`${name} ${await digest(client, `SELECT * FROM ${from} AS x`)}`);
    }
    for (const { name } of await list<Relation>(client, catalogsSql)) {
      const without = movedByTheServer[name] ?? [];
      const row = without.reduce((sql, column) => `${sql} - '${column}'`, 'to_jsonb(x)');
      lines.push(`${name} ${await digest(client, `SELECT ${row} FROM ${name} AS x`)}`);
    }
    return [...lines, ...(await digestAll(client, outsideTransactions))];
  });
}

/** What an attacker could have changed on a standby, where no table can be. Taken as an administrator. */
export function standbyFingerprint(connection: ClientConfig): Promise<readonly string[]> {
  return readLines(connection, (client) => digestAll(client, { ...outsideTransactions, ...standbyFacts }));
}

interface Relation {
  readonly name: string;
  readonly kind: string;
}

const relationsSql = `
SELECT c.oid::regclass::text AS name, c.relkind AS kind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`;

const catalogsSql = `
SELECT c.oid::regclass::text AS name FROM pg_class c
 WHERE c.relkind = 'r' AND c.relnamespace = 'pg_catalog'::regnamespace
   AND c.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data') ORDER BY 1`;

const movedByTheServer: Readonly<Record<string, readonly string[]>> = {
  pg_class: ['relpages', 'reltuples', 'relallvisible', 'relallfrozen', 'relfrozenxid', 'relminmxid'],
  pg_database: ['datfrozenxid', 'datminmxid'],
};

const outsideTransactions: Readonly<Record<string, string>> = {
  settings: `SELECT name, setting FROM pg_settings WHERE source <> 'client'`,
  files: `SELECT f FROM pg_ls_dir('.') f WHERE f !~ '^postmaster|^backup|^pgsql_tmp'`,
  configuration: `SELECT f, pg_read_file(f) FROM unnest(ARRAY['postgresql.conf', 'postgresql.auto.conf', 'pg_hba.conf']) f`,
  log_location: 'SELECT pg_current_logfile()',
  slots: 'SELECT slot_name, slot_type, database, temporary FROM pg_replication_slots',
  prepared: 'SELECT gid FROM pg_prepared_xacts',
  advisory_locks: `SELECT classid, objid FROM pg_locks WHERE locktype = 'advisory'`,
  notifications: 'SELECT pg_notification_queue_usage()',
  statistics: 'SELECT datname, stats_reset FROM pg_stat_database',
  shared_statistics: 'SELECT stats_reset FROM pg_stat_bgwriter',
  statement_statistics: 'SELECT stats_reset FROM pg_stat_statements_info',
};

const standbyFacts: Readonly<Record<string, string>> = {
  recovery: 'SELECT pg_is_in_recovery(), pg_is_wal_replay_paused()',
  temporary: `SELECT oid, relname FROM pg_class WHERE relpersistence = 't'`,
  temporary_files: 'SELECT name FROM pg_ls_tmpdir()',
};

async function readLines(
  connection: ClientConfig,
  read: (client: Client) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return await read(client);
  } finally {
    await client.end();
  }
}

async function digestAll(client: Client, facts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [what, sql] of Object.entries(facts)) lines.push(`${what} ${await digest(client, sql)}`);
  return lines;
}

async function list<Row extends object>(client: Client, sql: string): Promise<readonly Row[]> {
  return (await client.query<Row>(sql)).rows;
}

async function digest(client: Client, sql: string): Promise<string> {
  const rows = await list<{ n: string; hash: string | null }>(
    client,
    `SELECT count(*) AS n, md5(string_agg(md5(r::text), '' ORDER BY md5(r::text))) AS hash FROM (${sql}) AS r`,
  );
  return `${rows[0]?.n} ${rows[0]?.hash}`;
}
