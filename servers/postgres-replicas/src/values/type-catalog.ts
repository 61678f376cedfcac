import { builtinTypes } from './builtin-types.ts';
import type { PgType } from './pg-type.ts';
import { typeRow, typeSql, type TypeRow } from './type-sql.ts';

/** Runs one of our own statements on a target; oids and booleans come decoded. */
export type CatalogQuery = (
  sql: string,
  params: readonly (readonly number[])[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** The types of one target. What Postgres ships with is known; user types are looked up once and kept. */
export interface TypeCatalog {
  /** The types of these oids, in their order. A type that cannot be found reads as text. */
  describe(oids: readonly number[], query: CatalogQuery): Promise<readonly PgType[]>;
  /** Forgets what was looked up, because a migration may have changed it. */
  clear(): void;
}

const text: PgType = { name: 'unknown', form: 'text' };

/** An empty catalog. */
export function createTypeCatalog(): TypeCatalog {
  const known = new Map<number, PgType>();
  const find = (oid: number) => builtinTypes.get(oid) ?? known.get(oid);
  return {
    async describe(oids, query) {
      if (oids.some((oid) => find(oid) === undefined)) {
        const missing = [...new Set(oids.filter((oid) => find(oid) === undefined))];
        const rows = new Map(
          (await query(typeSql, [missing])).map((raw) => {
            const row = typeRow.parse(raw);
            return [row.oid, row] as const;
          }),
        );
        for (const oid of missing) known.set(oid, buildType(oid, rows, 0));
      }
      return oids.map((oid) => find(oid) ?? text);
    },
    clear: () => known.clear(),
  };
}

/** Deepest nesting of types in types that is followed; beyond it a value reads as text. */
const maxNesting = 16;

function buildType(oid: number, rows: ReadonlyMap<number, TypeRow>, depth: number): PgType {
  const builtin = builtinTypes.get(oid);
  if (builtin !== undefined) return builtin;
  const row = rows.get(oid);
  if (row === undefined || depth > maxNesting) return text;
  const { name, kind, delimiter } = row;
  const part = (inner: number) => buildType(inner, rows, depth + 1);
  if (row.is_array) return { name, form: 'array', element: part(row.element), delimiter };
  if (kind === 'd') return { ...part(row.base), name };
  if (kind === 'r') return { name, form: 'range', bound: part(row.bound) };
  if (kind === 'm') return { name, form: 'multirange', bound: part(row.bound) };
  if (kind === 'c') {
    return {
      name,
      form: 'composite',
      fields: row.fields.map((field) => ({ name: field.name, type: part(field.type) })),
    };
  }
  return { name, form: 'text' };
}
