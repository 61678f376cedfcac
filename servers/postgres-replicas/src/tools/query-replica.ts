import { defineTool, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import type { QueryResult } from '../query/run-query.ts';
import { withinTarget } from '../targets/column-policies.ts';
import { fitRows, leftOut, type Truncation } from './fit-rows.ts';
import { paramsField, sqlField, targetField } from './inputs.ts';
import type { ReplicaReader } from '../query/replica-reader.ts';

const freshness = z.strictObject({
  time: z.string().nullable(),
  lsn: z.string().nullable(),
  lag_ms: z.number().nullable(),
});

/** `query_replica` */
export function queryReplica({ reader }: { readonly reader: ReplicaReader }): Tool {
  return defineTool({
    name: 'query_replica',
    title: 'Query a replica',
    description: {
      does: 'Runs one read-only SQL statement on a replica of a production database and returns its rows.',
      useWhen: 'you need facts from the data and know the tables; keep it narrow: name the columns, filter, aggregate.',
      notWhen:
        'you only need table or column names (search_schema), or want to know why a query is slow (explain_query).',
      returns:
        'columns, rows as arrays in column order, how fresh they are, and what was left out or scrubbed; personal data is replaced by placeholders such as [email].',
    },
    agentAccess: 'Yes: replicas only, in a read-only transaction, under a least-privilege role, scrubbed and audited.',
    input: z.strictObject({
      target: targetField,
      sql: sqlField,
      params: paramsField,
      max_rows: z.int().min(1).max(1_000).default(100).describe('Most rows to return; more are counted as truncated.'),
    }),
    output: z.strictObject({
      columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(z.unknown())),
      row_count: z.number(),
      truncated: z.boolean(),
      left_out: z.strictObject({ by: z.enum(['max_rows', 'bytes', 'budget']), hint: z.string() }).optional(),
      as_of: freshness,
      scrubbed: z.record(z.string(), z.number()),
    }),
    impact: 'read',
    permission: 'replicas:read',
    egress: 'scrubbed',
    fit: fitRows,
    async run({ target, sql, params, max_rows }, call) {
      const result = await reader.query(call, { target, sql, params, maxRows: max_rows });
      const rows = call.scrub.rows(
        result.columns.map((column) => withinTarget(target, column)),
        result.rows,
      );
      return {
        columns: result.columns.map(({ name, type }) => ({ name: call.scrub.text(name), type: call.scrub.text(type) })),
        rows,
        row_count: rows.length,
        ...truncation(result, max_rows),
        as_of: { time: result.asOf.time, lsn: result.asOf.lsn, lag_ms: result.asOf.lagMs },
        scrubbed: { ...call.scrub.counts },
      };
    },
  });
}

function truncation({ truncated }: Pick<QueryResult, 'truncated'>, maxRows: number): Omit<Truncation, 'row_count'> {
  switch (truncated) {
    case false:
      return { truncated: false };
    case 'rows':
      return leftOut('max_rows', `There are more than ${maxRows} rows: filter, aggregate, or raise max_rows.`);
    case 'bytes':
      return leftOut('bytes', 'The rows were cut at the byte limit: select fewer or shorter columns.');
  }
}
