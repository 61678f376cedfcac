import { z } from 'zod';

/** Names an agent may have meant, for suggestions. Only what its role can read. */
export interface KnownNames {
  /** `schema.table`. */
  readonly tables: readonly string[];
  readonly columns: readonly string[];
}

/** No names known. */
export const noNames: KnownNames = { tables: [], columns: [] };

/** Every readable table and column name of a database, in one row. */
export const knownNamesSql = `
SELECT pg_catalog.json_agg(DISTINCT n.nspname || '.' || c.relname)::text AS tables,
  pg_catalog.json_agg(DISTINCT a.attname)::text AS columns
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
   AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
   AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')`;

const list = z
  .string()
  .nullable()
  .transform((text) => z.array(z.string()).parse(text === null ? [] : JSON.parse(text)));

const row = z.object({ tables: list, columns: list });

/** Reads the row of `knownNamesSql`. */
export function readKnownNames(raw: unknown): KnownNames {
  return row.parse(raw);
}
