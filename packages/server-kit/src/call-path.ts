import type { Layer, Operation, ServerIdentity } from '@mcp-chassis/tool-kit';
import type { Slots } from './slots.ts';
import type { Logger } from './logger.ts';
import type { OperationIndex } from './operation-index.ts';
import type { RunningCalls } from './running-calls.ts';
import type { ServerSpec } from './server-spec.ts';
import type { Telemetry } from './telemetry.ts';

/** What `runCall` works with: one per server. */
export interface CallPath {
  /** Takes a moment the first time. */
  readonly identify: () => Promise<Identified>;
  readonly guards: Pick<ServerSpec, 'audit' | 'scrub' | 'authorize' | 'approvals' | 'rollout' | 'limits'>;
  readonly layers: readonly Layer[];
  readonly operations: OperationIndex;
  readonly errorCodes: ReadonlySet<string>;
  readonly slots: Slots;
  readonly running: RunningCalls;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly now: () => number;
  /** The id of a call that starts at that time (epoch ms). */
  readonly newId: (at: number) => string;
}

/** What names the server and its operations in records. */
export interface Identified {
  /** With the hash of its tools. */
  readonly server: ServerIdentity;
  readonly schemaHashes: ReadonlyMap<Operation, string>;
}
