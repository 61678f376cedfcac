import type { ToolError } from '@mcp-chassis/tool-kit';
import type { ConnectionPool } from '../client/connection-pool.ts';
import type { QueryLimits } from '../config/config.ts';
import type { ColumnOrigins } from '../values/column-origins.ts';
import type { TypeCatalog } from '../values/type-catalog.ts';

/** What `pg` or the socket threw, in words for the agent that wrote `sql`: code, SQLSTATE, position, our own sentence. */
export type ExplainDatabaseError = (
  error: unknown,
  context: { readonly target: string; readonly sql: string },
) => ToolError;

/** What the orchestrator needs of a target. */
export interface QueryTarget {
  readonly name: string;
  readonly limits: QueryLimits;
  readonly pool: ConnectionPool;
  readonly types: TypeCatalog;
  readonly origins: ColumnOrigins;
  readonly explain: ExplainDatabaseError;
  /** Hears how every query ended: its error, or undefined. */
  note(error: ToolError | undefined): void;
}
