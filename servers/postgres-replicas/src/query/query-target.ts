import type { ToolError } from '@mcp-chassis/tool-kit';
import type { ConnectionPool } from '../client/connection-pool.ts';
import type { QueryLimits } from '../config/config.ts';
import type { KnownNames } from './known-names.ts';
import type { ColumnOrigins } from '../values/column-origins.ts';
import type { TypeCatalog } from '../values/type-catalog.ts';

/** What `pg` or the socket threw, in words for the agent that wrote `sql`: code, SQLSTATE, position, our own sentence. */
export type ExplainDatabaseError = (
  error: unknown,
  context: { readonly target: string; readonly sql: string; readonly names: KnownNames },
) => ToolError;

/** What the orchestrator needs of a target. */
export interface QueryTarget {
  readonly name: string;
  readonly limits: QueryLimits;
  readonly pool: ConnectionPool;
  readonly types: TypeCatalog;
  readonly origins: ColumnOrigins;
  /** `statementShape`, which knows the statements it was asked for last. */
  readonly shapeOf: (sql: string) => string;
  readonly explain: ExplainDatabaseError;
  /** Names to suggest when the database does not know one. Never throws: without an answer there are none. */
  names(signal: AbortSignal): Promise<KnownNames>;
  /** Hears how every query ended: its error, or undefined. */
  note(error: ToolError | undefined): void;
}
