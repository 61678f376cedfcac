/**
 * `type_reach`: from each type to those its values are made of (domain bases, elements, fields, bounds), itself included;
 * `type_code`: what runs when a value becomes one of a type.
 */
export const typeReachSql = `
type_parts AS (
  SELECT t.oid AS type, part.oid AS part
    FROM pg_catalog.pg_type t
    CROSS JOIN LATERAL (
      SELECT t.typbasetype AS oid
      UNION ALL SELECT t.typelem
      UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0
      UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) part
   WHERE t.oid >= 16384 AND part.oid >= 16384
),
type_reach AS (
  SELECT t.oid AS type, t.oid AS part FROM pg_catalog.pg_type t
  UNION
  SELECT r.type, p.part FROM type_reach r JOIN type_parts p ON p.type = r.part
),
type_code AS (
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
)`;

/**
 * `relation_reach`: from each view to what it reads, from each parent to its children, itself included; `view_uses`: what
 * the rule of a view names. A view that an extension brought is part of it and is not looked into.
 */
export const relationReachSql = `
view_uses AS (
  SELECT c.oid AS relation, w.oid AS rule, d.refclassid, d.refobjid
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_rewrite w ON w.ev_class = c.oid
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
   WHERE c.oid >= 16384 AND c.relkind = 'v'
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
  SELECT c.oid AS relation, c.oid AS part
    FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND (c.relkind IN ('f', 'v', 'm') OR c.relhassubclass)
  UNION
  SELECT r.relation, p.part FROM relation_reach r JOIN relation_parts p ON p.relation = r.part
)`;
