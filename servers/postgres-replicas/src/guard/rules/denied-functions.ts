import { words } from './words.ts';

/** Functions refused by name, whatever volatility their catalog claims. */
export interface DeniedFamily {
  readonly family: string;
  /** Completes "… is refused: it ". */
  readonly because: string;
  /** What to do instead, a sentence. */
  readonly instead?: string;
  /**
   * `built-in`: the functions of Postgres itself. `any`: of whatever schema, as extensions choose theirs; the target's
   * owner can still allow such a function by its full name.
   */
  readonly scope: 'built-in' | 'any';
  readonly functions: readonly string[];
}

export const deniedFamilies: readonly DeniedFamily[] = [
  {
    family: 'settings',
    because: 'changes or reveals the settings that keep this session read-only and limited',
    instead: 'Read a setting with SHOW or current_setting, or from pg_settings.',
    scope: 'built-in',
    functions: words('set_config setseed pg_reload_conf pg_show_all_settings pg_show_all_file_settings pg_config'),
  },
  {
    family: 'sql-in-a-string',
    because: 'runs SQL from a string, or reads whole tables, schemas or databases behind the guard',
    instead: 'Write the query itself; row_to_json and xmlelement format its rows.',
    scope: 'built-in',
    functions: words(`
      query_to_xml query_to_xmlschema query_to_xml_and_xmlschema cursor_to_xml cursor_to_xmlschema
      table_to_xml table_to_xmlschema table_to_xml_and_xmlschema schema_to_xml schema_to_xmlschema
      schema_to_xml_and_xmlschema database_to_xml database_to_xmlschema database_to_xml_and_xmlschema ts_stat`),
  },
  {
    family: 'sql-in-a-string',
    because: 'runs SQL from a string',
    instead: 'Write the query itself; FILTER clauses pivot, a recursive CTE walks a tree, XMLTABLE reads XML.',
    scope: 'any',
    functions: words(`
      crosstab crosstab2 crosstab3 crosstab4 connectby xpath_table xslt_process
      find_extent`),
  },
  {
    family: 'type-in-a-string',
    because: 'runs the input function of a type that is named in a string or by number',
    instead: 'Cast the value instead: value::type.',
    scope: 'built-in',
    functions: words(`
      pg_input_is_valid pg_input_error_info array_in domain_in record_in range_in multirange_in
      array_recv domain_recv record_recv range_recv multirange_recv`),
  },
  {
    family: 'network',
    because: 'opens a connection to another server',
    instead: 'Query the other database through its own target.',
    scope: 'any',
    functions: words(`
      dblink dblink_exec dblink_connect dblink_connect_u dblink_disconnect dblink_open dblink_fetch dblink_close
      dblink_send_query dblink_get_result dblink_get_notify dblink_cancel_query dblink_is_busy dblink_error_message
      dblink_get_connections dblink_get_pkey dblink_current_query dblink_build_sql_insert dblink_build_sql_update
      dblink_build_sql_delete postgres_fdw_disconnect postgres_fdw_disconnect_all postgres_fdw_get_connections
      http http_get http_post http_put http_delete http_head http_patch http_set_curlopt
      invoke lambda_async query_export_to_s3 table_import_from_s3`),
  },
  {
    family: 'files',
    because: "reads, writes or lists files on the database's machine",
    scope: 'built-in',
    functions: words(`
      pg_read_file pg_read_binary_file pg_stat_file pg_ls_dir pg_ls_logdir pg_ls_waldir pg_ls_archive_statusdir
      pg_ls_tmpdir pg_ls_summariesdir pg_ls_replslotdir pg_ls_logicalsnapdir pg_ls_logicalmapdir pg_current_logfile
      pg_rotate_logfile pg_hba_file_rules pg_ident_file_mappings pg_wal_summary_contents`),
  },
  {
    family: 'files',
    because: "reads, writes or lists files on the database's machine",
    scope: 'any',
    functions: words(`
      pg_file_write pg_file_read pg_file_rename pg_file_unlink pg_file_sync pg_file_length pg_logdir_ls
      pg_logfile_rotate file_fdw_handler`),
  },
  {
    family: 'large-objects',
    because: 'opens, reads or writes large objects, which no result limit or scrubber sees',
    scope: 'built-in',
    functions: words(`
      lo_creat lo_create lo_from_bytea lo_put lo_get lo_import lo_export lo_unlink lo_open lo_close lo_lseek lo_lseek64
      lo_tell lo_tell64 lo_truncate lo_truncate64 loread lowrite`),
  },
  {
    family: 'locks',
    because: 'takes or releases advisory locks that the application may rely on',
    instead: 'See who holds locks in pg_locks.',
    scope: 'built-in',
    functions: words(`
      pg_advisory_lock pg_advisory_lock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_try_advisory_lock
      pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_advisory_unlock
      pg_advisory_unlock_shared pg_advisory_unlock_all`),
  },
  {
    family: 'sleep',
    because: 'holds a connection without doing anything',
    scope: 'built-in',
    functions: words('pg_sleep pg_sleep_for pg_sleep_until'),
  },
  {
    family: 'sequences-and-notifications',
    because: 'moves a sequence, writes a message or wakes listeners',
    instead: 'Read last_value from pg_sequences.',
    scope: 'built-in',
    functions: words('nextval setval pg_notify pg_logical_emit_message'),
  },
  {
    family: 'transactions',
    because: 'takes a transaction id or hands this transaction to others',
    instead: 'pg_current_snapshot() and pg_snapshot_xmax() show where transaction ids stand.',
    scope: 'built-in',
    functions: words('txid_current pg_current_xact_id pg_export_snapshot'),
  },
  {
    family: 'server-control',
    because: 'controls the server or the sessions of others',
    instead: "Ask the target's owner to do it.",
    scope: 'built-in',
    functions: words(`
      pg_terminate_backend pg_cancel_backend pg_log_backend_memory_contexts pg_log_standby_snapshot pg_promote
      pg_wal_replay_pause pg_wal_replay_resume pg_switch_wal pg_create_restore_point pg_backup_start pg_backup_stop
      pg_start_backup pg_stop_backup pg_import_system_collations pg_extension_config_dump pg_nextoid
      pg_stop_making_pinned_objects brin_summarize_new_values brin_summarize_range brin_desummarize_range
      gin_clean_pending_list fmgr_c_validator fmgr_internal_validator fmgr_sql_validator`),
  },
  {
    family: 'statistics-control',
    because: 'resets or rewrites statistics that others rely on',
    scope: 'built-in',
    functions: words(`
      pg_stat_reset pg_stat_reset_shared pg_stat_reset_slru pg_stat_reset_replication_slot pg_stat_reset_backend_stats
      pg_stat_reset_subscription_stats pg_stat_reset_single_table_counters pg_stat_reset_single_function_counters
      pg_stat_clear_snapshot pg_stat_force_next_flush pg_clear_attribute_stats pg_clear_relation_stats
      pg_restore_attribute_stats pg_restore_relation_stats`),
  },
  {
    family: 'statistics-control',
    because: 'resets statistics that others rely on',
    scope: 'any',
    functions: words('pg_stat_statements_reset pg_stat_kcache_reset pg_qualstats_reset pg_wait_sampling_reset_profile'),
  },
  {
    family: 'replication',
    because: 'creates, moves, reads or drops replication slots and origins',
    instead: 'Read pg_replication_slots and pg_stat_replication.',
    scope: 'built-in',
    functions: words(`
      pg_create_physical_replication_slot pg_create_logical_replication_slot pg_copy_physical_replication_slot
      pg_copy_logical_replication_slot pg_drop_replication_slot pg_replication_slot_advance pg_sync_replication_slots
      pg_logical_slot_get_changes pg_logical_slot_get_binary_changes pg_logical_slot_peek_changes
      pg_logical_slot_peek_binary_changes pg_replication_origin_create pg_replication_origin_drop
      pg_replication_origin_advance pg_replication_origin_session_setup pg_replication_origin_session_reset
      pg_replication_origin_xact_setup pg_replication_origin_xact_reset`),
  },
  {
    family: 'connection-strings',
    because: 'shows how this replica connects to its primary',
    instead: 'Read pg_stat_wal_receiver without its conninfo.',
    scope: 'built-in',
    functions: words('pg_stat_get_wal_receiver'),
  },
  {
    family: 'column-samples',
    because: 'unpacks column values that the planner has sampled, past the privileges of the table',
    scope: 'built-in',
    functions: words('pg_mcv_list_items'),
  },
];
