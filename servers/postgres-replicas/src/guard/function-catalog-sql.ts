/**
 * Every function by name, and the functions behind the operators, types and relations that do not ship with Postgres. Text
 * and booleans only, equal overloads folded into one row; works from Postgres 12 on, for any role.
 *
 * `type_parts` leads from a type to those a value of it is made of, `relation_parts` from a view to what it reads and from
 * a parent to its partitions. Behind a relation stand the handlers of its foreign tables, and what claims side effects
 * or its owner's rights in its views; views that an extension brought are taken as part of it.
 */
export const functionCatalogSql = `
WITH RECURSIVE type_parts AS (
  SELECT t.oid AS type, part.oid AS part
    FROM pg_catalog.pg_type t
    CROSS JOIN LATERAL (
      SELECT t.typbasetype AS oid WHERE t.typbasetype <> 0
      UNION ALL SELECT t.typelem WHERE t.typelem <> 0
      UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = t.typrelid AND t.typrelid >= 16384 AND a.attnum > 0 AND a.atttypid >= 16384
      UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) part
   WHERE t.oid >= 16384 AND part.oid >= 16384
),
type_reach AS (
  SELECT t.oid AS type, t.oid AS part FROM pg_catalog.pg_type t
  UNION
  SELECT r.type, p.part FROM type_reach r JOIN type_parts p ON p.type = r.part
),
view_behind_types AS (
  SELECT t.oid AS type, t.typinput AS function
    FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND t.typtype = 'b' AND t.typinput >= 16384
  UNION ALL
  SELECT r.rngtypid, r.rngcanonical FROM pg_catalog.pg_range r WHERE r.rngcanonical >= 16384
  UNION ALL
  SELECT c.casttarget, c.castfunc FROM pg_catalog.pg_cast c WHERE c.castfunc >= 16384
  UNION ALL
  SELECT k.contypid, d.refobjid
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_constraint'::regclass AND d.objid = k.oid
      AND d.refclassid = 'pg_catalog.pg_proc'::regclass
   WHERE k.contypid <> 0
),
uses AS (
  SELECT c.oid AS relation, d.refclassid, d.refobjid
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_rewrite w ON w.ev_class = c.oid
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
   WHERE c.oid >= 16384 AND c.relkind = 'v' AND d.refobjid <> c.oid
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
       WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
),
relation_parts AS (
  SELECT v.relation, v.refobjid AS part FROM view_uses v WHERE v.refclassid = 'pg_catalog.pg_class'::regclass
  UNION ALL
  SELECT i.inhparent, i.inhrelid
    FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
   WHERE c.relkind IN ('f', 'p') OR c.relhassubclass
),
relation_reach AS (
  SELECT c.oid AS relation, c.oid AS part FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND c.relkind IN ('f', 'v', 'p', 'r')
     AND (c.relkind IN ('f', 'v') OR c.relhassubclass)
  UNION
  SELECT r.relation, p.part FROM relation_reach r JOIN relation_parts p ON p.relation = r.part
),
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
  UNION ALL
  SELECT 'type', t.typnamespace, t.typname::text, b.function
    FROM type_reach r JOIN pg_catalog.pg_type t ON t.oid = r.type JOIN behind_types b ON b.type = r.part
)
SELECT DISTINCT u.kind, n.nspname::text AS schema, u.name,
  n.nspname = ANY (pg_catalog.current_schemas(true)) AS visible,
  f.function_schema, f.function_name, f.volatility, f.language, f.security_definer, f.extension,
  f.function_kind, f.built_in, f.min_args, f.max_args, f.attribute_of
FROM uses u
JOIN facts f ON f.oid = u.function
JOIN pg_catalog.pg_namespace n ON n.oid = u.namespace`;
