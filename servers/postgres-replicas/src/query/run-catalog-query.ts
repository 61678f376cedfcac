import { isToolError, ToolError, type Json } from '@mcp-chassis/tool-kit';
import { builtinTypes } from '../values/builtin-types.ts';
import { decodeValue } from '../values/decode-value.ts';
import { encodeParam } from '../values/encode-param.ts';
import { toAsOf, type AsOf } from './as-of.ts';
import { execute } from './execute.ts';
import type { QueryTarget } from './query-target.ts';

/** One of our own statements on a target. */
export interface CatalogQueryRequest {
  /** Trusted: never made from what an agent sent, other than through `params`. */
  readonly sql: string;
  readonly params?: readonly Json[];
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly deadline: number;
  /** Shown in `pg_stat_activity`. Default `catalog`. */
  readonly agent?: string;
}

/** Rows by column name. Values of types that do not ship with Postgres come as text. */
export interface CatalogResult {
  readonly rows: readonly Readonly<Record<string, Json>>[];
  readonly asOf: AsOf;
}

const maxRows = 200_000;
const maxBytes = 64_000_000;

/**
 * Runs one of our own statements under the same guardrails as an agent's: read-only, rolled back, only on a replica.
 *
 * @throws ToolError as `runQuery` does; `UPSTREAM_ERROR` when the catalog is too large to read whole; `INTERNAL_ERROR`
 * when the database does not take our own statement.
 */
export async function runCatalogQuery(target: QueryTarget, request: CatalogQueryRequest): Promise<CatalogResult> {
  const { sql, params = [], signal, deadline, agent = 'catalog' } = request;
  const values = params.map(encodeParam);
  const answer = execute(target, { sql, values, maxRows, maxBytes, agent, signal, deadline });
  const { fields, rows, truncated, moment } = await answer.catch((error: unknown) => {
    throw isOurMistake(error) ? unreadable(target.name, error) : error;
  });
  if (truncated !== false)
    throw new ToolError('UPSTREAM_ERROR', `Target ${target.name}: its catalog is too large to read.`);
  const columns = fields.map(({ name, dataTypeID }) => ({ name, type: builtinTypes.get(dataTypeID) }));
  const toJson = (cells: readonly (string | null)[]) =>
    Object.fromEntries(
      columns.map(({ name, type }, index) => {
        const cell = cells[index] ?? null;
        return [name, cell === null || type === undefined ? cell : decodeValue(type, cell, whole)];
      }),
    );
  return { rows: rows.map(toJson), asOf: toAsOf(moment) };
}

/** Our own statements choose what they read: nothing is summarised. */
const whole = { maxCellCharacters: Number.POSITIVE_INFINITY };

/** The agent did not write this statement: only an error about a value (class 22) can come from what it sent. */
function isOurMistake(error: unknown): boolean {
  if (!isToolError(error)) return false;
  const sqlstate = error.details?.['sqlstate'];
  const isAboutStatement = error.code === 'QUERY_FAILED' || error.code === 'QUERY_REFUSED';
  return isAboutStatement && !(typeof sqlstate === 'string' && sqlstate.startsWith('22'));
}

function unreadable(target: string, cause: unknown): ToolError {
  return new ToolError('INTERNAL_ERROR', `Target ${target}: this server could not read its catalog.`, {
    askOwner: true,
    cause,
  });
}
