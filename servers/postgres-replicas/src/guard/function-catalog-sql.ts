/**
 * Every function by name, and the functions behind the operators and types that do not ship with Postgres. Text and
 * booleans only, equal overloads folded into one row; works from Postgres 12 on, for any role.
 */
export const functionCatalogSql = `
WITH facts AS (
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
    p.oid < 16384 AS built_in,
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
  SELECT 'type', t.typnamespace, t.typname::text, t.typinput
    FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND t.typtype = 'b' AND t.typinput >= 16384
  UNION ALL
  SELECT 'type', t.typnamespace, t.typname::text, c.castfunc
    FROM pg_catalog.pg_cast c JOIN pg_catalog.pg_type t ON t.oid = c.casttarget WHERE c.castfunc >= 16384
  UNION ALL
  SELECT 'type', t.typnamespace, t.typname::text, d.refobjid
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_type t ON t.oid = k.contypid
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_constraint'::regclass AND d.objid = k.oid
      AND d.refclassid = 'pg_catalog.pg_proc'::regclass
)
SELECT DISTINCT u.kind, n.nspname::text AS schema, u.name,
  n.nspname = ANY (pg_catalog.current_schemas(true)) AS visible,
  f.function_schema, f.function_name, f.volatility, f.language, f.security_definer, f.extension,
  f.function_kind, f.built_in, f.min_args, f.max_args, f.attribute_of
FROM uses u
JOIN facts f ON f.oid = u.function
JOIN pg_catalog.pg_namespace n ON n.oid = u.namespace`;
