import { z } from 'zod';
import type { DatabaseErrorContext } from '../database-error/explain-database-error.ts';

/** Names the role may read: one row, arrays of at most 20,000 names each. */
export const visibleNamesSql = `
SELECT
  (SELECT coalesce(jsonb_agg(n.nspname || '.' || c.relname), '[]') FROM (
     SELECT * FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') LIMIT 20000) c
   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_schema_privilege(n.oid, 'USAGE')
     AND has_any_column_privilege(c.oid, 'SELECT')) AS tables,
  (SELECT coalesce(jsonb_agg(DISTINCT a.attname), '[]') FROM pg_catalog.pg_attribute a
   JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
     AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')) AS columns`;

const namesRow = z.object({ tables: z.array(z.string()), columns: z.array(z.string()) });

/** The names of `visibleNamesSql`'s answer; none when it has another form. */
export function readVisibleNames(row: unknown): NonNullable<DatabaseErrorContext['names']> {
  const parsed = namesRow.safeParse(row);
  return parsed.success ? parsed.data : { tables: [], columns: [] };
}
