import { z } from 'zod';
import { createFunctionCatalog, type CatalogEntry, type FunctionCatalog } from './function-catalog.ts';
import { functionCatalogSql } from './function-catalog-sql.ts';
import { secretRelations } from './rules/secret-relations.ts';
import { secretReadsSql } from './secret-reads-sql.ts';

const row = z.object({
  kind: z.enum(['function', 'operator', 'type', 'relation']),
  schema: z.string(),
  name: z.string(),
  visible: z.boolean(),
  function_schema: z.string(),
  function_name: z.string(),
  volatility: z.enum(['i', 's', 'v']),
  language: z.string(),
  security_definer: z.boolean(),
  extension: z.string().nullable(),
  function_kind: z.string(),
  built_in: z.boolean(),
  min_args: z.number(),
  max_args: z.number().nullable(),
  attribute_of: z.enum(['row', 'scalar', 'none']),
});

const secretRead = z.object({
  schema: z.string(),
  name: z.string(),
  visible: z.boolean(),
  secret: z.string(),
  definition: z.string(),
});

/**
 * Reads what the guard must know about the catalog of one target: two queries, about 3,400 short rows.
 *
 * Unqualified names are resolved with the search path of the connection `query` uses, so it must be one of the agent's
 * role. Run it again after a migration: a function the catalog has not seen is refused as unknown.
 *
 * @throws ZodError when the rows are not those of the query.
 */
export async function loadFunctionCatalog(
  query: (sql: string) => Promise<readonly Record<string, unknown>[]>,
): Promise<FunctionCatalog> {
  const rows = await query(functionCatalogSql);
  const secretReads = (await query(secretReadsSql)).map((raw) => secretRead.parse(raw)).filter(showsSecret);
  const interned = new Map<string, string>();
  const intern = (text: string): string => {
    const known = interned.get(text);
    if (known !== undefined) return known;
    interned.set(text, text);
    return text;
  };
  return createFunctionCatalog(
    rows.map((raw) => toEntry(row.parse(raw), intern)),
    secretReads,
  );
}

/** Of a relation with secret columns, one must be named in the view's definition, which spells out every star. */
function showsSecret({ secret, definition }: z.infer<typeof secretRead>): boolean {
  const columns = secretRelations.find(({ relations }) => relations.includes(secret))?.columns;
  return columns === undefined || columns.some((column) => definition.includes(column));
}

function toEntry(raw: z.infer<typeof row>, intern: (text: string) => string): CatalogEntry {
  return {
    kind: raw.kind,
    schema: intern(raw.schema),
    name: intern(raw.name),
    visible: raw.visible,
    facts: {
      schema: intern(raw.function_schema),
      name: intern(raw.function_name),
      volatility: raw.volatility,
      language: intern(raw.language),
      securityDefiner: raw.security_definer,
      ...(raw.extension === null ? {} : { extension: intern(raw.extension) }),
      kind: intern(raw.function_kind),
      builtIn: raw.built_in,
      minArgs: raw.min_args,
      maxArgs: raw.max_args ?? Number.POSITIVE_INFINITY,
      attributeOf: raw.attribute_of,
    },
  };
}
