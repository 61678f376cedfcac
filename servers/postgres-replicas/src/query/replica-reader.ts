import { isToolError, ToolError, type Call, type Json } from '@mcp-chassis/tool-kit';
import type { SqlGuard, SqlVerdict } from '../guard/judge-sql.ts';
import type { Target } from '../targets/target.ts';
import type { TargetRegistry } from '../targets/target-registry.ts';
import { runCatalogQuery, type CatalogResult } from './run-catalog-query.ts';
import { runQuery, type QueryRequest, type QueryResult } from './run-query.ts';

/** A statement of an agent, as its tool call gave it. */
export interface AgentStatement {
  readonly target: string;
  readonly sql: string;
  readonly params: readonly Json[];
}

/**
 * What the tools do with targets: every statement of an agent is judged by the guard here, and nowhere else, before it
 * reaches a connection.
 *
 * Each method throws ToolError `NOT_FOUND` for an unknown target, and what `runQuery` throws.
 */
export interface ReplicaReader {
  /** @throws ToolError `QUERY_REFUSED` with the rule, the reason and the position. */
  query(call: Call, statement: AgentStatement & { readonly maxRows: number }): Promise<QueryResult>;
  /** The plan as `EXPLAIN (FORMAT JSON)` gives it. @throws ToolError `QUERY_REFUSED`, also for what has no plan. */
  explain(call: Call, statement: AgentStatement & { readonly analyze: boolean }): Promise<Json>;
  /** One of our own statements. */
  catalog(call: Call, target: string, sql: string, params: readonly Json[]): Promise<CatalogResult>;
}

type Allowed = Extract<SqlVerdict, { allowed: true }>;

/** What a reader is made from. */
export interface ReaderDeps {
  readonly targets: TargetRegistry;
  readonly guard: SqlGuard;
}

export function createReplicaReader({ targets, guard }: ReaderDeps): ReplicaReader {
  async function judge(call: Call, target: Target, sql: string): Promise<Allowed> {
    const verdict = guard.judge(sql, await target.rules(call.signal));
    if (verdict.allowed) return verdict;
    throw refusal(verdict);
  }

  /** Runs a judged statement; its errors count positions in the agent's own text. */
  async function run(
    call: Call,
    target: Target,
    request: Omit<QueryRequest, keyof ReturnType<typeof limitsOf>>,
    shift: number,
  ) {
    try {
      return await runQuery(target, { ...request, ...limitsOf(call) });
    } catch (error) {
      throw isToolError(error) ? shiftPosition(error, shift) : error;
    }
  }

  return {
    async query(call, { target: name, sql, params, maxRows }) {
      const target = targets.get(name);
      const { statement, offset } = await judge(call, target, sql);
      return run(call, target, { sql: statement, params, maxRows, scrub: call.scrub }, offset);
    },
    async explain(call, { target: name, sql, params, analyze }) {
      const target = targets.get(name);
      const { statement, offset, kind } = await judge(call, target, sql);
      if (kind === 'explain' || kind === 'show') {
        throw new ToolError('QUERY_REFUSED', 'Pass the query itself: EXPLAIN and SHOW have no plan of their own.', {
          details: { rule: 'statement-kind' },
        });
      }
      const prefix = analyze ? 'EXPLAIN (FORMAT JSON, ANALYZE, BUFFERS, TIMING) ' : 'EXPLAIN (FORMAT JSON) ';
      const request = { sql: prefix + statement, params, maxRows: 1, maxCellCharacters: Infinity };
      const { rows } = await run(call, target, request, offset - prefix.length);
      return rows[0]?.[0] ?? null;
    },
    catalog(call, target, sql, params) {
      return runCatalogQuery(targets.get(target), { sql, params, ...limitsOf(call) });
    },
  };
}

function limitsOf({ principal, signal, deadline }: Call) {
  return { agent: principal.agent.id, signal, deadline };
}

function refusal({ rule, reason, position }: Extract<SqlVerdict, { allowed: false }>): ToolError {
  return new ToolError('QUERY_REFUSED', reason, {
    details: { rule, ...(position === undefined ? {} : { position }) },
  });
}

function shiftPosition(error: ToolError, shift: number): ToolError {
  const { details, askOwner, retryable, retryAfterMs } = error;
  const position = details?.['position'];
  if (typeof position !== 'number' || shift === 0) return error;
  return new ToolError(error.code, error.message, {
    details: { ...details, position: position + shift },
    askOwner,
    retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause: error,
  });
}
