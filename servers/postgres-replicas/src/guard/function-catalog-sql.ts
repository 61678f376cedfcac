import { relationReachSql, typeReachSql } from './reach-sql.ts';

/**
 * Every function by name, and the functions behind the operators, types and relations that do not ship with Postgres:
 * behind a relation, the handlers of foreign tables, and what claims side effects or its owner's rights in a view. Text
 * and booleans only, equal overloads folded into one row; works from Postgres 12 on, for any role.
 */
export const functionCatalogSql = `
WITH RECURSIVE ${typeReachSql},${relationReachSql},
facts AS (
  SELECT p.oid,
    n.nspname::text AS function_schema,
    p.proname::text AS function_name,
    p.provolatile::text AS volatility,
    l.lanname::text AS language,
    p.prosecdef AS security_definer,
    (SELECT e.extname::text
       FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
      WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid
        AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e') AS extension,
    p.prokind::text AS function_kind,
    p.oid < 16384 OR (l.lanname = 'internal' AND p.prosrc ~ '^(multi)?range_constructor[0-3]$') AS built_in,
    (p.pronargs - p.pronargdefaults - CASE WHEN p.provariadic <> 0 THEN 1 ELSE 0 END)::int AS min_args,
    CASE WHEN p.provariadic <> 0 THEN NULL ELSE p.pronargs::int END AS max_args,
    CASE
      WHEN p.pronargs = 0 OR p.pronargs - p.pronargdefaults > 1 OR p.proargtypes[0] = 'internal'::regtype THEN 'none'
      WHEN t.typtype IN ('c', 'p') AND t.typname <> 'cstring' THEN 'row'
      ELSE 'scalar'
    END AS attribute_of
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_catalog.pg_type t ON t.oid = p.proargtypes[0]
),
uses AS (
  SELECT 'function' AS kind, p.pronamespace AS namespace, p.proname::text AS name, p.oid AS function
    FROM pg_catalog.pg_proc p
  UNION ALL
  SELECT 'operator', o.oprnamespace, o.oprname::text, o.oprcode
    FROM pg_catalog.pg_operator o WHERE o.oid >= 16384
  UNION ALL
  SELECT 'type', t.typnamespace, t.typname::text, x.function
    FROM type_reach r
    JOIN pg_catalog.pg_type t ON t.oid = r.type
    JOIN type_code x ON x.type = r.part
  UNION ALL
  SELECT 'relation', c.relnamespace, c.relname::text, w.fdwhandler
    FROM relation_reach r
    JOIN pg_catalog.pg_class c ON c.oid = r.relation
    JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = r.part
    JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
    JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  UNION ALL
  SELECT 'relation', c.relnamespace, c.relname::text, p.oid
    FROM relation_reach r
    JOIN pg_catalog.pg_class c ON c.oid = r.relation
    JOIN view_uses v ON v.relation = r.part AND v.refclassid = 'pg_catalog.pg_proc'::regclass
    JOIN pg_catalog.pg_proc p ON p.oid = v.refobjid AND (p.provolatile = 'v' OR p.prosecdef)
)
SELECT DISTINCT u.kind, n.nspname::text AS schema, u.name,
  n.nspname = ANY (pg_catalog.current_schemas(true)) AS visible,
  f.function_schema, f.function_name, f.volatility, f.language, f.security_definer, f.extension,
  f.function_kind, f.built_in, f.min_args, f.max_args, f.attribute_of
FROM uses u
JOIN facts f ON f.oid = u.function
JOIN pg_catalog.pg_namespace n ON n.oid = u.namespace`;
