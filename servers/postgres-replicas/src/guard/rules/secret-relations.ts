import { words } from './words.ts';

/** A relation of `pg_catalog` or `information_schema` that holds what an agent must not read. */
export interface SecretRelation {
  readonly relations: readonly string[];
  /** Completes "… is refused: it ". */
  readonly because: string;
  readonly instead?: string;
  /** When given, only these columns are secret: the relation may be read by naming its other columns. */
  readonly columns?: readonly string[];
  /** A plain `*` may take them: their origin is known then, and a built-in column policy redacts them. */
  readonly maskedInStar?: true;
}

export const secretRelations: readonly SecretRelation[] = [
  {
    relations: words('pg_authid pg_shadow'),
    because: 'holds password hashes',
    instead: 'Read pg_roles.',
  },
  {
    relations: words(`
      pg_user_mapping pg_user_mappings user_mapping_options _pg_user_mappings foreign_server_options
      foreign_table_options foreign_data_wrapper_options
      _pg_foreign_tables _pg_foreign_table_columns _pg_foreign_data_wrappers column_options`),
    because: 'holds credentials and addresses of other servers',
  },
  {
    relations: words('pg_foreign_server _pg_foreign_servers foreign_servers'),
    because: 'holds the addresses of other servers in its options',
    instead: 'Name the columns you need, without srvoptions.',
    columns: words('srvoptions foreign_server_options'),
  },
  {
    relations: words('pg_foreign_table'),
    because: 'holds the addresses and paths behind foreign tables in its options',
    instead: 'Name the columns you need, without ftoptions.',
    columns: words('ftoptions'),
  },
  {
    relations: words('pg_subscription'),
    because: 'holds connection strings with passwords',
    instead: 'Name the columns you need, without subconninfo, or read pg_stat_subscription.',
    columns: words('subconninfo'),
  },
  {
    relations: words('pg_db_role_setting'),
    because: 'holds settings of every role and database, where applications keep secrets',
    instead: 'Read pg_settings.',
  },
  {
    relations: words('pg_largeobject'),
    because: 'holds the contents of large objects, which the scrubber cannot judge',
  },
  {
    relations: words('pg_statistic pg_statistic_ext_data'),
    because: 'holds sampled values of every column',
    instead: 'Read pg_stats without its value columns: n_distinct, null_frac, correlation, avg_width.',
  },
  {
    relations: words('pg_stats pg_stats_ext pg_stats_ext_exprs'),
    because: 'holds sampled values of other columns',
    instead: 'Name the columns you need, without most_common_vals, most_common_elems and the histograms.',
    columns: words(`
      most_common_vals histogram_bounds most_common_elems range_bounds_histogram range_length_histogram`),
  },
  {
    relations: words('pg_hba_file_rules pg_ident_file_mappings pg_file_settings'),
    because: "shows the server's configuration files, with users, addresses and paths",
    instead: 'Read pg_settings.',
  },
  {
    relations: words('pg_roles pg_user'),
    because: 'holds settings of other roles, where applications keep secrets',
    instead: 'Name the columns you need, without rolconfig or useconfig.',
    columns: words('rolconfig useconfig'),
    maskedInStar: true,
  },
  {
    relations: words('pg_stat_wal_receiver'),
    because: 'holds the connection string of the primary',
    instead: 'Name the columns you need, without conninfo.',
    columns: words('conninfo'),
    maskedInStar: true,
  },
  { relations: words('pg_config'), because: "shows paths of the database's machine" },
];

/** Columns to redact unless a target's own policy allows them, as `schema.table.column`. */
export const maskedColumns: readonly string[] = secretRelations
  .filter(({ maskedInStar }) => maskedInStar === true)
  .flatMap(({ relations, columns = [] }) =>
    relations.flatMap((relation) => columns.map((column) => `pg_catalog.${relation}.${column}`)),
  );

/** Schemas nobody may name: their relations have no rows of their own for a reader. */
export const refusedSchemas: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  { pattern: /^pg_temp(?:_\d+)?$|^pg_toast_temp_\d+$/u, because: 'temporary objects of a session can pose as others' },
  { pattern: /^pg_toast$/u, because: 'the raw chunks of other tables go past their privileges and the scrubber' },
];
