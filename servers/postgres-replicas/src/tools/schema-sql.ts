/**
 * Finds relations the role may read. $1: words that must all occur in name, comment, or column names and comments;
 * $2: a LIKE pattern for `schema.name`, or null; $3: offset; $4: most relations. One row per relation, best
 * first, with names quoted as SQL needs them.
 */
export const schemaSql = `
WITH relation AS (
  SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind, c.reltuples, c.relispartition,
         obj_description(c.oid, 'pg_class') AS comment
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
    AND has_schema_privilege(n.oid, 'USAGE')
    AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
), matched AS (
  SELECT r.*,
         (SELECT count(*) FROM unnest($1::text[]) w WHERE strpos(lower(r.schema || '.' || r.name), w) > 0) AS in_name
  FROM relation r
  WHERE ($2::text IS NULL OR lower(r.schema || '.' || r.name) LIKE $2::text)
    AND NOT EXISTS (
      SELECT 1 FROM unnest($1::text[]) w
      WHERE strpos(lower(r.schema || '.' || r.name || ' ' || coalesce(r.comment, '')), w) = 0
        AND NOT EXISTS (
          SELECT 1 FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND strpos(lower(a.attname || ' ' || coalesce(col_description(a.attrelid, a.attnum), '')), w) > 0))
), page AS (
  SELECT *, count(*) OVER () AS total
  FROM matched
  ORDER BY in_name DESC, schema, name
  OFFSET $3::int LIMIT $4::int
)
SELECT quote_ident(p.schema) || '.' || quote_ident(p.name) AS name, p.total::int AS total, p.comment,
  CASE p.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
    WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END AS kind,
  CASE WHEN p.relkind = 'p'
    THEN (SELECT sum(greatest(k.reltuples, 0)) FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_class k ON k.oid = i.inhrelid WHERE i.inhparent = p.oid)
    WHEN p.reltuples >= 0 AND p.relkind <> 'v' THEN p.reltuples END AS estimate,
  (SELECT count(*)::int FROM pg_catalog.pg_inherits i WHERE i.inhparent = p.oid) AS partitions,
  (SELECT jsonb_agg(jsonb_build_object(
      'name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
      'comment', col_description(a.attrelid, a.attnum),
      'labels', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
                 WHERE e.enumtypid = a.atttypid)) ORDER BY a.attnum)
   FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = p.oid AND a.attnum > 0 AND NOT a.attisdropped
     AND has_column_privilege(p.oid, a.attnum, 'SELECT')) AS columns,
  (SELECT jsonb_agg(jsonb_build_object('type', k.contype, 'definition', pg_get_constraintdef(k.oid)) ORDER BY k.contype DESC, k.conname)
   FROM pg_catalog.pg_constraint k
   WHERE k.conrelid = p.oid AND k.contype IN ('p', 'f', 'u')) AS keys,
  (SELECT jsonb_agg(pg_get_indexdef(x.indexrelid) ORDER BY x.indexrelid)
   FROM pg_catalog.pg_index x
   WHERE x.indrelid = p.oid AND NOT EXISTS (
     SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u'))) AS indexes
FROM page p
ORDER BY p.in_name DESC, p.schema, p.name`;
