import { defineTool, fitText, ToolError, type Scrub, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import { healthSql, topStatementsSql } from './health-sql.ts';
import { targetField } from './inputs.ts';
import type { ReplicaReader } from '../query/replica-reader.ts';

const longQuery = z.strictObject({
  pid: z.number(),
  database: z.string().nullable(),
  state: z.string().nullable(),
  waits_for: z.string().nullable(),
  seconds: z.number().nullable(),
  query: z.string().nullable(),
});

const blocked = z.strictObject({ pid: z.number(), blocked_by: z.array(z.number()), query: z.string().nullable() });

const healthRow = z.object({
  version: z.string(),
  uptime_seconds: z.number(),
  received_lsn: z.string().nullable(),
  replayed_lsn: z.string().nullable(),
  replay_behind_bytes: z.number().nullable(),
  replay_paused: z.boolean(),
  receiver: z.string().nullable(),
  max_connections: z.number(),
  connections: z.strictObject({ total: z.number(), active: z.number(), idle_in_transaction: z.number() }),
  long_queries: z.array(longQuery).nullable(),
  blocked: z.array(blocked).nullable(),
  database: z
    .strictObject({
      bytes: z.number(),
      cache_hit_ratio: z.number().nullable(),
      deadlocks: z.number(),
      temp_bytes: z.number(),
      recovery_conflicts: z.number(),
    })
    .nullable(),
  statements_schema: z.string().nullable(),
});

const statement = z.strictObject({
  calls: z.number(),
  mean_ms: z.number(),
  total_ms: z.number(),
  query: z.string().nullable(),
});

const longestQuery = 300;

/** `get_replica_health` */
export function getReplicaHealth({ reader }: { readonly reader: ReplicaReader }): Tool {
  return defineTool({
    name: 'get_replica_health',
    title: 'Get a replica’s health',
    description: {
      does: 'Reads the state of one replica: replay lag, connections, long and blocked queries, cache and size.',
      useWhen: 'answers seem stale or slow, or an incident may involve the database itself.',
      notWhen: 'you want to know about one query; use explain_query for that.',
      returns:
        'one object with lag, connections, up to 5 long and blocked queries and the costliest statements where known.',
    },
    agentAccess: 'Yes: counters and scrubbed query texts the role may see; nothing can be cancelled or changed.',
    input: z.strictObject({ target: targetField }),
    output: z.strictObject({
      version: z.string(),
      uptime_seconds: z.number(),
      replay: z.strictObject({
        lag_ms: z.number().nullable(),
        behind_bytes: z.number().nullable(),
        paused: z.boolean(),
        receiver: z.string().nullable(),
        received_lsn: z.string().nullable(),
        replayed_lsn: z.string().nullable(),
      }),
      connections: z.strictObject({
        total: z.number(),
        active: z.number(),
        idle_in_transaction: z.number(),
        max: z.number(),
      }),
      database: healthRow.shape.database,
      long_queries: z.array(longQuery),
      blocked: z.array(blocked),
      top_statements: z.array(statement).optional(),
    }),
    impact: 'read',
    permission: 'replicas:read',
    async run({ target }, call) {
      const { rows, asOf } = await reader.catalog(call, target, healthSql, []);
      const health = parse(healthRow, rows[0]);
      const top =
        health.statements_schema === null
          ? undefined
          : await reader
              .catalog(call, target, topStatementsSql(health.statements_schema), [])
              .then((found) => parse(z.array(statement), found.rows));
      return {
        version: health.version,
        uptime_seconds: Math.round(health.uptime_seconds),
        replay: {
          lag_ms: asOf.lagMs,
          behind_bytes: health.replay_behind_bytes,
          paused: health.replay_paused,
          receiver: health.receiver,
          received_lsn: health.received_lsn,
          replayed_lsn: health.replayed_lsn,
        },
        connections: { ...health.connections, max: health.max_connections },
        database: health.database,
        long_queries: shorten(health.long_queries ?? [], call.scrub),
        blocked: shorten(health.blocked ?? [], call.scrub),
        ...(top === undefined ? {} : { top_statements: shorten(top, call.scrub) }),
      };
    },
  });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ToolError('UPSTREAM_ERROR', 'The replica answered in an unknown form.', { cause: parsed.error });
}

/** Query texts are scrubbed before they are cut: half a value would not be recognised. */
function shorten<T extends { readonly query: string | null }>(rows: readonly T[], scrub: Pick<Scrub, 'text'>): T[] {
  return rows.map((row) => ({
    ...row,
    query: row.query === null ? null : fitText(scrub.text(row.query), longestQuery),
  }));
}
