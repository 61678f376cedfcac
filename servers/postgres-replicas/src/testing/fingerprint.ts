import { Client, type ClientConfig } from 'pg';

/**
 * Everything an attacker could have changed on a server: the rows of every user table, the catalogs that hold objects,
 * rights, settings and sequences, and what lies outside transactions. Taken as an administrator, one line per fact.
 */
export async function fingerprint(connection: ClientConfig): Promise<readonly string[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    const lines: string[] = [];
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<{ n: string; hash: string | null }>(
        `SELECT count(*) AS n, md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS hash FROM ${name} t`,
      );
      lines.push(`${name} ${rows[0]?.n} ${rows[0]?.hash}`);
    }
    for (const [what, sql] of Object.entries(facts)) {
      const { rows } = await client.query<{ hash: string | null }>(
        `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM (${sql}) t`,
      );
      lines.push(`${what} ${rows[0]?.hash}`);
    }
    return lines;
  } finally {
    await client.end();
  }
}

const facts: Readonly<Record<string, string>> = {
  relations: 'SELECT oid, relname, relkind, relowner, relacl, reloptions, relrowsecurity, relhasrules FROM pg_class',
  functions: 'SELECT oid, proname, proowner, prosrc, prosecdef, proacl FROM pg_proc',
  types: 'SELECT oid, typname FROM pg_type',
  rules: 'SELECT * FROM pg_rewrite',
  triggers: 'SELECT * FROM pg_trigger',
  roles: 'SELECT rolname, rolsuper, rolcreaterole, rolcanlogin, rolpassword, rolconfig FROM pg_authid',
  memberships: 'SELECT roleid, member, admin_option FROM pg_auth_members',
  settings: 'SELECT * FROM pg_db_role_setting',
  system_settings: 'SELECT name, setting FROM pg_file_settings',
  databases: 'SELECT oid, datname, datacl FROM pg_database',
  extensions: 'SELECT oid, extname, extversion FROM pg_extension',
  schemas: 'SELECT oid, nspname, nspacl FROM pg_namespace',
  comments: 'SELECT * FROM pg_description',
  labels: 'SELECT * FROM pg_seclabel',
  large_objects: 'SELECT * FROM pg_largeobject_metadata',
  slots: 'SELECT slot_name, slot_type FROM pg_replication_slots',
  origins: 'SELECT * FROM pg_replication_origin',
  publications: 'SELECT * FROM pg_publication',
  subscriptions: 'SELECT oid, subname FROM pg_subscription',
  servers: 'SELECT * FROM pg_foreign_server',
  prepared: 'SELECT gid FROM pg_prepared_xacts',
};
