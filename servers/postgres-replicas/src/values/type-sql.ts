import { z } from 'zod';

/**
 * What the types `$1` (oids) are made of, and what those are made of: elements of arrays, bases of domains, bounds of
 * ranges, fields of composites.
 */
export const typeSql = `
WITH RECURSIVE parts (oid) AS (
  SELECT unnest($1::pg_catalog.oid[])
  UNION
  SELECT p.part FROM parts JOIN pg_catalog.pg_type t ON t.oid = parts.oid
  LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid = t.oid
  CROSS JOIN LATERAL (
    SELECT t.typelem WHERE t.typelem <> 0
    UNION ALL SELECT t.typbasetype WHERE t.typbasetype <> 0
    UNION ALL SELECT r.rngsubtype WHERE r.rngsubtype IS NOT NULL
    UNION ALL SELECT m.rngsubtype WHERE m.rngsubtype IS NOT NULL
    UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
      WHERE t.typrelid <> 0 AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
  ) AS p (part)
)
SELECT t.oid, pg_catalog.format_type(t.oid, NULL) AS name, t.typtype::text AS kind,
  t.typelem AS element, t.typdelim::text AS delimiter,
  t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc AS is_array,
  t.typbasetype AS base, coalesce(r.rngsubtype, m.rngsubtype, 0) AS bound,
  (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname, 'type', a.atttypid::int8) ORDER BY a.attnum)
     FROM pg_catalog.pg_attribute a
    WHERE t.typrelid <> 0 AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)::text AS fields
FROM parts JOIN pg_catalog.pg_type t ON t.oid = parts.oid
LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid = t.oid`;

const fields = z.array(z.object({ name: z.string(), type: z.number() }));

/** A row of `typeSql`. */
export const typeRow = z.object({
  oid: z.number(),
  name: z.string(),
  kind: z.string(),
  element: z.number(),
  delimiter: z.string(),
  is_array: z.boolean(),
  base: z.number(),
  bound: z.number(),
  fields: z
    .string()
    .nullable()
    .transform((text) => (text === null ? [] : fields.parse(JSON.parse(text)))),
});

/** What `pg_type` says about one type. */
export type TypeRow = z.output<typeof typeRow>;
