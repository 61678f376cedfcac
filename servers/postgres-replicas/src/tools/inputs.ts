import { z } from 'zod';

/** The `target` field every tool but `list_targets` takes. */
export const targetField = z.string().min(1).max(63).describe('Name of the database target, as list_targets shows it.');

/** The `sql` field. The server's guard judges it; this only bounds it. */
export const sqlField = z
  .string()
  .min(1)
  .max(50_000)
  .describe('One read-only SQL statement: SELECT, VALUES, TABLE or WITH. Put values into params, as $1, $2.');

/** The `params` field: values for `$1`, `$2`, ... */
export const paramsField = z
  .array(z.union([z.string().max(10_000), z.number().min(-1e15).max(1e15), z.boolean(), z.null()]))
  .max(50)
  .default([])
  .describe('Values for $1, $2, ... in order. Write numbers beyond 1e15, dates and arrays as text, e.g. "{1,2}".');
