import { defineTool, fitItems, ToolError, type Call, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import { targetField } from './inputs.ts';
import type { ReplicaReader } from '../query/replica-reader.ts';
import { roomFor } from './room-for.ts';
import { schemaSql } from './schema-sql.ts';

const pageSize = 20;
const mostColumns = 60;

const schemaRow = z.object({
  schema: z.string(),
  name: z.string(),
  total: z.number(),
  comment: z.string().nullable(),
  kind: z.string(),
  estimate: z.number().nullable(),
  partitions: z.number(),
  columns: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        required: z.boolean(),
        comment: z.string().nullable(),
        labels: z.array(z.string()).nullable(),
      }),
    )
    .nullable(),
  keys: z.array(z.object({ type: z.enum(['p', 'f', 'u']), definition: z.string() })).nullable(),
  indexes: z.array(z.string()).nullable(),
});

type SchemaRow = z.output<typeof schemaRow>;

/** `search_schema` */
export function searchSchema({ reader }: { readonly reader: ReplicaReader }): Tool {
  return defineTool({
    name: 'search_schema',
    title: 'Search the schema',
    description: {
      does: 'Finds tables and views of a target by words in their names, columns and comments, or by a name pattern.',
      useWhen:
        'you need to know which tables there are, what their columns mean, or how they join, before you write SQL.',
      notWhen: 'you want data (query_replica) or the names of the databases (list_targets).',
      returns:
        'up to 20 relations a page, each with columns as "name type", keys, indexes and an estimate of its rows; views and partitioned tables included.',
    },
    agentAccess: 'Yes: names and types of what the role may read, no data; comments and defaults are scrubbed.',
    input: z.strictObject({
      target: targetField,
      query: z
        .string()
        .max(200)
        .default('')
        .describe(
          'Words that must all occur, e.g. "customer email"; or a pattern with *, e.g. "app.order*". Empty lists all.',
        ),
      page: z.int().min(1).max(1_000).default(1).describe('Page of results, from 1.'),
    }),
    output: z.strictObject({
      relations: z.array(
        z.strictObject({
          name: z.string(),
          kind: z.string(),
          comment: z.string().optional(),
          estimated_rows: z.number().optional(),
          partitions: z.number().optional(),
          columns: z.array(z.string()),
          columns_left_out: z.number().optional(),
          keys: z.array(z.string()).optional(),
          indexes: z.array(z.string()).optional(),
        }),
      ),
      found: z.number(),
      next_page: z.number().optional(),
      left_out: z.strictObject({ relations: z.number(), hint: z.string() }).optional(),
    }),
    impact: 'read',
    permission: 'replicas:read',
    fit(result, bytes) {
      const relations = fitItems(result.relations, roomFor({ ...result, relations: [] }, bytes));
      const hint = 'Those left out are on no other page: search with more words, or a pattern such as "app.order*".';
      return { ...result, relations, left_out: { relations: result.relations.length - relations.length, hint } };
    },
    async run({ target, query, page }, call) {
      const rows = await findRelations(reader, call, target, query, page);
      if (rows.length === 0 && page > 1) throw new ToolError('NOT_FOUND', 'There is no such page: start with page 1.');
      const found = rows[0]?.total ?? 0;
      return {
        relations: rows.map(describeRelation),
        found,
        ...(page * pageSize < found ? { next_page: page + 1 } : {}),
      };
    },
  });
}

async function findRelations(
  reader: ReplicaReader,
  call: Call,
  target: string,
  query: string,
  page: number,
): Promise<readonly SchemaRow[]> {
  const isPattern = query.includes('*');
  const words = isPattern
    ? []
    : query
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((word) => word !== '');
  const { rows } = await reader.catalog(call, target, schemaSql, [
    words,
    isPattern ? likePattern(query) : null,
    (page - 1) * pageSize,
    pageSize,
  ]);
  const parsed = z.array(schemaRow).safeParse(rows);
  if (parsed.success) return parsed.data;
  throw new ToolError('UPSTREAM_ERROR', 'The catalog answered in an unknown form.', { cause: parsed.error });
}

/** `app.order*` matches `app.orders`; a pattern without a dot matches in every schema. */
function likePattern(query: string): string {
  const literal = query
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%');
  return literal.includes('.') ? literal : `%.${literal}`;
}

function describeRelation(row: SchemaRow) {
  const columns = row.columns ?? [];
  const keys = (row.keys ?? []).map(({ definition }) => definition);
  const indexes = (row.indexes ?? []).map((definition) =>
    definition.replace(/^CREATE (UNIQUE )?INDEX (\S+) ON (?:ONLY )?\S+ USING /, '$1$2 '),
  );
  return {
    name: `${row.schema}.${row.name}`,
    kind: row.kind,
    ...(row.comment === null ? {} : { comment: row.comment }),
    ...(row.estimate === null ? {} : { estimated_rows: row.estimate }),
    ...(row.partitions === 0 ? {} : { partitions: row.partitions }),
    columns: columns.slice(0, mostColumns).map(describeColumn),
    ...(columns.length > mostColumns ? { columns_left_out: columns.length - mostColumns } : {}),
    ...(keys.length === 0 ? {} : { keys }),
    ...(indexes.length === 0 ? {} : { indexes }),
  };
}

function describeColumn({ name, type, required, comment, labels }: NonNullable<SchemaRow['columns']>[number]): string {
  const shortType = type
    .replace('timestamp with time zone', 'timestamptz')
    .replace('timestamp without time zone', 'timestamp')
    .replace('character varying', 'varchar');
  const values = labels === null ? '' : ` (${labels.slice(0, 20).join('|')})`;
  return `${name} ${shortType}${values}${required ? ' not null' : ''}${comment === null ? '' : ` -- ${comment}`}`;
}
