import { words } from './words.ts';

/** What may be called of an extension without its being named in a target's config. */
export interface KnownExtension {
  readonly extension: string;
  readonly because: string;
  /** Its VOLATILE functions that only read or compute; others of it are refused. */
  readonly volatile?: readonly string[];
  /** When given, nothing else of it may be called. */
  readonly only?: readonly string[];
}

export const knownExtensions: readonly KnownExtension[] = [
  { extension: 'pg_trgm', because: 'text similarity' },
  { extension: 'citext', because: 'text without case' },
  { extension: 'hstore', because: 'key and value pairs' },
  { extension: 'btree_gist', because: 'index support' },
  { extension: 'btree_gin', because: 'index support' },
  { extension: 'intarray', because: 'integer arrays' },
  { extension: 'intagg', because: 'integer aggregates', volatile: words('int_agg_state int_agg_final_array') },
  { extension: 'ltree', because: 'label trees' },
  { extension: 'cube', because: 'points and boxes' },
  { extension: 'earthdistance', because: 'distances on the globe' },
  { extension: 'seg', because: 'intervals of numbers' },
  { extension: 'isn', because: 'product numbers' },
  { extension: 'unaccent', because: 'text without accents' },
  { extension: 'fuzzystrmatch', because: 'text similarity' },
  { extension: 'bloom', because: 'index support' },
  { extension: 'vector', because: 'vector similarity' },
  {
    extension: 'uuid-ossp',
    because: 'makes ids',
    volatile: words('uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4'),
  },
  {
    extension: 'pgcrypto',
    because:
      'digests and random values only: encryption would carry values past the scrubber, and crypt burns processor time',
    only: words('digest hmac gen_random_bytes gen_random_uuid armor dearmor pgp_key_id pgp_armor_headers'),
    volatile: words('gen_random_bytes gen_random_uuid'),
  },
  { extension: 'postgis', because: 'geometry', volatile: words('st_generatepoints') },
  { extension: 'postgis_topology', because: 'geometry: what is not labelled volatile' },
  { extension: 'postgis_sfcgal', because: 'geometry' },
  { extension: 'h3', because: 'hexagonal cells' },
  {
    extension: 'timescaledb',
    because: 'time buckets; its jobs and chunk management are not for readers',
    only: words(`
      time_bucket time_bucket_ng time_bucket_gapfill locf interpolate first last histogram approximate_row_count
      hypertable_size hypertable_detailed_size chunks_detailed_size hypertable_approximate_size`),
    volatile: words(`
      time_bucket_gapfill locf interpolate approximate_row_count hypertable_size hypertable_detailed_size
      chunks_detailed_size hypertable_approximate_size`),
  },
  {
    extension: 'pg_stat_statements',
    because: 'reads statement statistics; its text is scrubbed',
    only: words('pg_stat_statements pg_stat_statements_info'),
    volatile: words('pg_stat_statements pg_stat_statements_info'),
  },
  {
    extension: 'pg_buffercache',
    because: 'reads what the buffer cache holds',
    only: words('pg_buffercache_pages pg_buffercache_summary pg_buffercache_usage_counts'),
    volatile: words('pg_buffercache_pages pg_buffercache_summary pg_buffercache_usage_counts'),
  },
  { extension: 'tsm_system_rows', because: 'table sampling', volatile: words('system_rows') },
  { extension: 'tsm_system_time', because: 'table sampling', volatile: words('system_time') },
];
