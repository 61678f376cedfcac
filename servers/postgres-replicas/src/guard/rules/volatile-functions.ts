import { words } from './words.ts';

/**
 * The VOLATILE functions of Postgres that a reader may call. All others are refused, so a function that a later version
 * brings is refused until somebody has read what it does.
 */
export const harmlessVolatile: readonly { readonly because: string; readonly functions: readonly string[] }[] = [
  {
    because: 'volatile only because it answers differently every time: random values, ids and the clock',
    functions: words(`
      random random_normal array_sample array_shuffle gen_random_uuid uuidv4 uuidv7 clock_timestamp timeofday`),
  },
  {
    because: 'the sampling methods of TABLESAMPLE; nobody can call them as functions',
    functions: words('bernoulli system'),
  },
  { because: 'repeats the text of this very query', functions: words('current_query') },
  {
    because: 'reads the size of a relation, database or tablespace',
    functions: words(`
      pg_relation_size pg_table_size pg_indexes_size pg_total_relation_size pg_database_size pg_tablespace_size`),
  },
  { because: 'reads the partition tree', functions: words('pg_partition_tree pg_partition_ancestors') },
  { because: 'reads how far a sequence is', functions: words('pg_sequence_last_value pg_get_sequence_data') },
  {
    because: 'reads the state of recovery and of the write-ahead log',
    functions: words(`
      pg_is_in_recovery pg_is_wal_replay_paused pg_get_wal_replay_pause_state pg_last_wal_receive_lsn
      pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_current_wal_lsn pg_current_wal_insert_lsn
      pg_current_wal_flush_lsn pg_get_wal_resource_managers pg_get_wal_summarizer_state pg_available_wal_summaries
      pg_control_checkpoint pg_control_init pg_control_recovery pg_control_system`),
  },
  {
    because: 'reads how a transaction ended',
    functions: words(`
      pg_xact_status txid_status pg_xact_commit_timestamp pg_xact_commit_timestamp_origin pg_last_committed_xact
      pg_get_multixact_members pg_prepared_xact`),
  },
  {
    because: 'reads locks, waits and who blocks whom',
    functions: words(`
      pg_lock_status pg_blocking_pids pg_safe_snapshot_blocking_pids pg_get_wait_events pg_notification_queue_usage`),
  },
  {
    because: 'reads counters of the statistics system',
    functions: words(`
      pg_stat_get_backend_io pg_stat_get_backend_wal pg_stat_get_io pg_stat_get_recovery_prefetch
      pg_stat_get_xact_blocks_fetched pg_stat_get_xact_blocks_hit pg_stat_get_xact_function_calls
      pg_stat_get_xact_function_self_time pg_stat_get_xact_function_total_time pg_stat_get_xact_numscans
      pg_stat_get_xact_tuples_deleted pg_stat_get_xact_tuples_fetched pg_stat_get_xact_tuples_hot_updated
      pg_stat_get_xact_tuples_inserted pg_stat_get_xact_tuples_newpage_updated pg_stat_get_xact_tuples_returned
      pg_stat_get_xact_tuples_updated pg_stat_have_stats pg_show_replication_origin_status
      pg_replication_origin_progress pg_replication_origin_session_is_setup pg_replication_origin_session_progress`),
  },
  {
    because: "reads the server's memory and input/output state; Postgres itself limits who may",
    functions: words(`
      pg_get_aios pg_get_backend_memory_contexts pg_get_shmem_allocations pg_get_shmem_allocations_numa
      pg_get_loaded_modules pg_jit_available`),
  },
  {
    because: 'reads the version of a collation',
    functions: words('pg_collation_actual_version pg_database_collation_actual_version'),
  },
];
