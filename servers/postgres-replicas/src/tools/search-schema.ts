import { defineTool, fitItems, ToolError, type Call, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import { describeRelation, fitRelation, relation, schemaRow, type SchemaRow } from './describe-relation.ts';
import { targetField } from './inputs.ts';
import type { ReplicaReader } from '../query/replica-reader.ts';
import { roomFor } from './room-for.ts';
import { schemaSql } from './schema-sql.ts';

const pageSize = 20;

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
        'up to 20 relations, names quoted for SQL, each with columns as "name type", keys, indexes and an estimate of its rows; next_skip when there are more. Columns left out are in information_schema.columns.',
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
      skip: z.int().min(0).max(100_000).default(0).describe('Relations to skip: next_skip of the answer before.'),
    }),
    output: z.strictObject({
      relations: z.array(relation),
      found: z.number(),
      skipped: z.number(),
      next_skip: z.number().optional(),
    }),
    impact: 'read',
    permission: 'replicas:read',
    fit(result, bytes) {
      const room = roomFor({ ...result, relations: [] }, bytes);
      const whole = [...fitItems(result.relations, room)];
      const relations = whole.length > 0 ? whole : result.relations.slice(0, 1).map((one) => fitRelation(one, room));
      const next = result.skipped + relations.length;
      return { ...result, relations, ...(next < result.found ? { next_skip: next } : {}) };
    },
    async run({ target, query, skip }, call) {
      const rows = await findRelations(reader, call, target, query, skip);
      if (rows.length === 0 && skip > 0) throw new ToolError('NOT_FOUND', 'There are not so many: start with skip 0.');
      const found = rows[0]?.total ?? 0;
      const next = skip + rows.length;
      return {
        relations: rows.map((row) => describeRelation(row, rows.length === 1)),
        found,
        skipped: skip,
        ...(next < found ? { next_skip: next } : {}),
      };
    },
  });
}

async function findRelations(
  reader: ReplicaReader,
  call: Call,
  target: string,
  query: string,
  skip: number,
): Promise<readonly SchemaRow[]> {
  // Names are shown quoted and compared without quotes.
  const wanted = query.toLowerCase().replaceAll('"', '').trim();
  const isPattern = wanted.includes('*');
  const words = isPattern ? [] : wanted.split(/[\s,]+/).filter((word) => word !== '');
  const { rows } = await reader.catalog(call, target, schemaSql, [
    words,
    isPattern ? likePattern(wanted) : null,
    skip,
    pageSize,
  ]);
  const parsed = z.array(schemaRow).safeParse(rows);
  if (parsed.success) return parsed.data;
  throw new ToolError('UPSTREAM_ERROR', 'The catalog answered in an unknown form.', { cause: parsed.error });
}

/** `app.order*` matches `app.orders`; a pattern without a dot matches in every schema. */
function likePattern(query: string): string {
  const literal = query.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
  return literal.includes('.') ? literal : `%.${literal}`;
}
