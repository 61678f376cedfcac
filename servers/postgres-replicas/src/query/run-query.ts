import { jsonBytes, type Json, type Scrub, type ScrubColumn } from '@mcp-chassis/tool-kit';
import type { FlightResult } from '../client/query-flight.ts';
import { withinTarget } from '../targets/column-policies.ts';
import { createCellScrub } from '../values/cell-scrub.ts';
import { decodeValue } from '../values/decode-value.ts';
import { encodeParam } from '../values/encode-param.ts';
import type { SummaryOptions } from '../values/summarise.ts';
import type { CatalogQuery } from '../values/type-catalog.ts';
import { toAsOf, type AsOf } from './as-of.ts';
import { execute } from './execute.ts';
import type { QueryTarget } from './query-target.ts';
import { runCatalogQuery } from './run-catalog-query.ts';

/** One query of an agent. The guard has judged `sql` before. */
export interface QueryRequest {
  readonly sql: string;
  readonly params: readonly Json[];
  readonly maxRows: number;
  /** Text cells with more characters are summarised. Default 2 000. */
  readonly maxCellCharacters?: number;
  /** The id of the calling agent, for `pg_stat_activity`. */
  readonly agent: string;
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly deadline: number;
  /** Scrubs what cells are summarised from. Rows are left to the caller's `scrub.rows`. */
  readonly scrub?: Pick<Scrub, 'rows'>;
}

/** A column of a result, as `Scrub.rows` takes it, with its type's name. */
export interface QueryColumn extends ScrubColumn {
  readonly type: string;
}

/** The answer to a query. Not scrubbed. */
export interface QueryResult {
  readonly columns: readonly QueryColumn[];
  /** Arrays in the order of `columns`. */
  readonly rows: readonly (readonly Json[])[];
  /** Which limit cut the rows, if one did. A row is whole or absent. */
  readonly truncated: false | 'rows' | 'bytes';
  readonly asOf: AsOf;
}

/**
 * Runs one statement on a replica: on a verified connection, in a read-only transaction that is always rolled back, in
 * one round trip. Types and column names the target has not told before take up to two more, once.
 *
 * @throws ToolError `NOT_A_REPLICA`, `TARGET_REFUSED`, `UPSTREAM_UNAVAILABLE`, `OVERLOADED`, `TIMEOUT`, `CANCELLED`, or
 * what the target's `explain` makes of a database error.
 */
export async function runQuery(target: QueryTarget, request: QueryRequest): Promise<QueryResult> {
  const { sql, params, maxRows, agent, signal, deadline } = request;
  const maxBytes = target.limits.maxResultBytes;
  const values = params.map(encodeParam);
  const flight = await execute(target, { sql, values, maxRows, maxBytes, agent, signal, deadline });
  const query: CatalogQuery = async (text, oids) =>
    (await runCatalogQuery(target, { sql: text, params: oids, signal, deadline })).rows;
  const types = await target.types.describe(
    flight.fields.map(({ dataTypeID }) => dataTypeID),
    query,
  );
  const origins = await target.origins.find(flight.fields, query);
  const columns = flight.fields.map(({ name }, index): QueryColumn => {
    const origin = origins[index];
    return { name, type: types[index]?.name ?? 'unknown', ...(origin === undefined ? {} : { origin }) };
  });
  const options = columns.map((column) => summaryOptions(request, withinTarget(target.name, column)));
  const { rows, truncated } = decodeRows(flight, types, maxBytes, options);
  return { columns, rows, truncated, asOf: toAsOf(flight.moment) };
}

function summaryOptions({ maxCellCharacters, scrub }: QueryRequest, column: ScrubColumn): SummaryOptions {
  return {
    ...(maxCellCharacters === undefined ? {} : { maxCellCharacters }),
    ...(scrub === undefined ? {} : { scrub: createCellScrub(scrub, column) }),
  };
}

/** Structures may take more room than the text they came as: decoded rows have the same limit. */
function decodeRows(
  flight: FlightResult,
  types: Awaited<ReturnType<QueryTarget['types']['describe']>>,
  maxBytes: number,
  options: readonly SummaryOptions[],
): Pick<QueryResult, 'rows' | 'truncated'> {
  const rows: Json[][] = [];
  let bytes = 0;
  for (const cells of flight.rows) {
    const row = cells.map((cell, index) => {
      const type = types[index];
      return cell === null || type === undefined ? cell : decodeValue(type, cell, options[index] ?? {});
    });
    bytes += jsonBytes(row);
    if (bytes > maxBytes) return { rows, truncated: 'bytes' };
    rows.push(row);
  }
  return { rows, truncated: flight.truncated };
}
