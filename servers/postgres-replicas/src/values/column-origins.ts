import type { ScrubColumn } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import type { CatalogQuery } from './type-catalog.ts';

/** Where a result column comes from in the database. */
export type ColumnOrigin = NonNullable<ScrubColumn['origin']>;

/** What a field descriptor says of its origin: 0 and 0 for an expression. */
export interface ColumnKey {
  readonly tableID: number;
  readonly columnID: number;
}

/** Names of the columns of one target by table oid and column number, looked up once and kept. */
export interface ColumnOrigins {
  /** The origins of these columns, in their order; undefined for an expression. */
  find(columns: readonly ColumnKey[], query: CatalogQuery): Promise<readonly (ColumnOrigin | undefined)[]>;
  /** Forgets what was looked up, because a migration may have changed it. */
  clear(): void;
}

const originSql = `
SELECT c.oid, a.attnum AS number, n.nspname::text AS schema, c.relname::text AS table, a.attname::text AS column
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE a.attrelid = ANY ($1::pg_catalog.oid[]) AND NOT a.attisdropped`;

const originRow = z.object({
  oid: z.number(),
  number: z.number(),
  schema: z.string(),
  table: z.string(),
  column: z.string(),
});

/** An empty look-up. */
export function createColumnOrigins(): ColumnOrigins {
  const tables = new Map<number, ReadonlyMap<number, ColumnOrigin>>();
  return {
    async find(columns, query) {
      const isMissing = (oid: number) => oid !== 0 && !tables.has(oid);
      if (columns.some(({ tableID }) => isMissing(tableID))) {
        const missing = [...new Set(columns.map(({ tableID }) => tableID))].filter(isMissing);
        const found = new Map(missing.map((oid) => [oid, new Map<number, ColumnOrigin>()]));
        for (const raw of await query(originSql, [missing])) {
          const { oid, number, schema, table, column } = originRow.parse(raw);
          found.get(oid)?.set(number, { schema, table, column });
        }
        for (const [oid, names] of found) tables.set(oid, names);
      }
      return columns.map(({ tableID, columnID }) => tables.get(tableID)?.get(columnID));
    },
    clear: () => tables.clear(),
  };
}
