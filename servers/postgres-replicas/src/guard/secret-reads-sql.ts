import { relationReachSql } from './reach-sql.ts';
import { secretRelations } from './rules/secret-relations.ts';

const names = secretRelations.flatMap(({ relations }) => relations.map((name) => `'${name}'`));

/**
 * The views and materialized views of users behind which a secret catalog relation is read with the rights of their
 * owner, one row for each, with the definition of the view that reads it. Their rule is searched as Postgres stores it,
 * because it keeps no dependencies on its own catalogs.
 */
export const secretReadsSql = `
WITH RECURSIVE ${relationReachSql},
secrets AS (
  SELECT c.relname::text AS name, ':relid ' || c.oid || ' ' AS mark
    FROM pg_catalog.pg_class c WHERE c.oid < 16384 AND c.relname = ANY (ARRAY[${names.join(', ')}])
),
rules AS MATERIALIZED (
  SELECT w.ev_class AS relation, w.ev_action::text AS action FROM pg_catalog.pg_rewrite w WHERE w.ev_class >= 16384
),
reads AS (
  SELECT r.relation, s.name, pg_catalog.pg_get_viewdef(r.relation) AS definition
    FROM rules r JOIN secrets s ON pg_catalog.strpos(r.action, s.mark) > 0
)
SELECT DISTINCT n.nspname::text AS schema, c.relname::text AS name,
  n.nspname = ANY (pg_catalog.current_schemas(true)) AS visible, s.name AS secret, s.definition
FROM relation_reach r
JOIN reads s ON s.relation = r.part
JOIN pg_catalog.pg_class c ON c.oid = r.relation
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;
