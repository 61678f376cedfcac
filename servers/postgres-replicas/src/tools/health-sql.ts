/** One row with the replica's state. What the role may not see is null or left out; query texts come whole. */
export const healthSql = `
SELECT
  current_setting('server_version') AS version,
  extract(epoch FROM now() - pg_postmaster_start_time())::float8 AS uptime_seconds,
  pg_last_wal_receive_lsn()::text AS received_lsn,
  pg_last_wal_replay_lsn()::text AS replayed_lsn,
  pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::float8 AS replay_behind_bytes,
  pg_is_wal_replay_paused() AS replay_paused,
  (SELECT status FROM pg_catalog.pg_stat_wal_receiver) AS receiver,
  current_setting('max_connections')::int AS max_connections,
  (SELECT jsonb_build_object(
      'total', count(*), 'active', count(*) FILTER (WHERE state = 'active'),
      'idle_in_transaction', count(*) FILTER (WHERE state LIKE 'idle in transaction%'))
   FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend') AS connections,
  (SELECT jsonb_agg(to_jsonb(q)) FROM (
      SELECT pid, datname AS database, state, wait_event_type || ':' || wait_event AS waits_for,
        round(extract(epoch FROM now() - query_start)::numeric, 1) AS seconds, query
      FROM pg_catalog.pg_stat_activity
      WHERE backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()
        AND now() - query_start > interval '5 seconds'
      ORDER BY query_start LIMIT 5) q) AS long_queries,
  (SELECT jsonb_agg(to_jsonb(b)) FROM (
      SELECT pid, pg_blocking_pids(pid) AS blocked_by, query
      FROM pg_catalog.pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT 5) b) AS blocked,
  (SELECT jsonb_build_object(
      'bytes', pg_database_size(current_database()),
      'cache_hit_ratio', round(blks_hit::numeric / nullif(blks_hit + blks_read, 0), 4),
      'deadlocks', deadlocks, 'temp_bytes', temp_bytes, 'recovery_conflicts', conflicts)
   FROM pg_catalog.pg_stat_database WHERE datname = current_database()) AS database,
  (SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
   WHERE e.extname = 'pg_stat_statements') AS statements_schema`;

/** The statements that took the most time. `schema` is the extension's, from `healthSql`. */
export function topStatementsSql(schema: string): string {
  return `
SELECT calls::float8 AS calls, round(mean_exec_time::numeric, 1)::float8 AS mean_ms,
  round(total_exec_time::numeric)::float8 AS total_ms, query
FROM "${schema.replaceAll('"', '""')}".pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
ORDER BY total_exec_time DESC LIMIT 5`;
}
