/** Predefined roles that can write, reach files or programs, or disturb other sessions. */
export const forbiddenRoles: readonly string[] = [
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_execute_server_program',
  'pg_write_all_data',
  'pg_maintain',
  'pg_signal_backend',
  'pg_signal_autovacuum_worker',
  'pg_checkpoint',
  'pg_create_subscription',
];

/** Predefined roles that show every setting, connection strings and commands among them. */
export const revealingRoles: readonly string[] = ['pg_monitor', 'pg_read_all_settings'];

/**
 * Functions that reach the server's files; ordinary roles may not execute them unless somebody granted it. Without
 * `pg_read_file_old`, which before Postgres 17 all may execute: it refuses all but superusers itself.
 */
export const fileFunctions: readonly string[] = [
  'lo_export',
  'lo_import',
  'pg_ls_dir',
  'pg_read_binary_file',
  'pg_read_file',
  'pg_stat_file',
];

/**
 * Everything a connection must prove, in one row of JSON: `$1` the settings to show, `$2` the roles
 * to report, `$3` the file functions. A role counts when the login can become it, with or without inheriting it.
 */
export const inspectionSql = `
SELECT pg_catalog.json_build_object(
  'replica', pg_catalog.pg_is_in_recovery(),
  'version', pg_catalog.current_setting('server_version_num')::int,
  'role', pg_catalog.quote_ident(current_user),
  'temp_files_bounded', pg_catalog.current_setting('temp_file_limit') <> '-1',
  'settings', (
    SELECT pg_catalog.json_object_agg(pg_catalog.lower(s.name), s.setting)
      FROM pg_catalog.pg_settings s WHERE pg_catalog.lower(s.name) = ANY ($1::text[])),
  'roles', (
    SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
        'name', pg_catalog.quote_ident(r.rolname), 'own', r.rolname = current_user,
        'superuser', r.rolsuper, 'bypassrls', r.rolbypassrls, 'replication', r.rolreplication,
        'createrole', r.rolcreaterole, 'createdb', r.rolcreatedb,
        'reported', r.rolname = ANY ($2::text[])) ORDER BY r.rolname), '[]'::json)
      FROM pg_catalog.pg_roles r
     WHERE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER')
       AND (r.rolsuper OR r.rolbypassrls OR r.rolreplication OR r.rolcreaterole OR r.rolcreatedb
            OR r.rolname = ANY ($2::text[]))),
  'writable', (
    SELECT coalesce(pg_catalog.json_agg(w.schema ORDER BY w.schema), '[]'::json) FROM (
      SELECT DISTINCT pg_catalog.quote_ident(n.nspname) AS schema
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.oid >= 16384 AND n.nspname !~ '^pg_'
         AND (pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
              OR pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE'))) w),
  'readable', EXISTS (
    SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
       AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')),
  'schemas', (
    SELECT coalesce(pg_catalog.json_agg(pg_catalog.quote_ident(n.nspname) ORDER BY n.nspname), '[]'::json)
      FROM pg_catalog.pg_namespace n WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'),
  'creatable', (
    SELECT coalesce(pg_catalog.json_agg(pg_catalog.quote_ident(n.nspname) ORDER BY n.nspname), '[]'::json)
      FROM pg_catalog.pg_namespace n
     WHERE n.nspname !~ '^pg_' AND pg_catalog.has_schema_privilege(n.oid, 'CREATE')),
  'file_functions', (
    SELECT coalesce(pg_catalog.json_agg(p.oid::pg_catalog.regprocedure::text ORDER BY p.oid), '[]'::json)
      FROM pg_catalog.pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.proname = ANY ($3::text[])
       AND pg_catalog.has_function_privilege(p.oid, 'EXECUTE'))
)::text AS facts`;
