import type { TextValue } from './wire.ts';

/** What the statement before the agent's says about the replica, in the same transaction. */
export interface ReplicaMoment {
  /** Epoch ms, by the replica's clock. */
  readonly readAt: number;
  /** WAL position replayed so far. */
  readonly lsn: string | null;
  /** How far behind the primary the data may be: 0 when all received WAL is replayed and WAL is still arriving. */
  readonly lagMs: number | null;
}

/**
 * The server itself stops the flight on a primary: there is no setting `not_a_replica`, so this statement fails there
 * (SQLSTATE 42704) and everything behind it is skipped. No operators: a search path cannot change what it means. No
 * parameters: the server keeps its plan.
 */
export const preludeSql = `SELECT
  CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL ELSE pg_catalog.current_setting('not_a_replica') END,
  pg_catalog.clock_timestamp(),
  pg_catalog.pg_last_xact_replay_timestamp(),
  pg_catalog.pg_last_wal_receive_lsn(),
  pg_catalog.pg_last_wal_replay_lsn(),
  (pg_catalog.pg_stat_get_wal_receiver()).pid`;

/** SQLSTATE of `preludeSql` on a primary. */
export const notAReplicaState = '42704';

/** Reads the row of the prelude. */
export function readMoment([, now, replayed, received, lsn, receiver]: readonly TextValue[]): ReplicaMoment {
  const readAt = readTime(now) ?? 0;
  const lastReplayAt = readTime(replayed);
  const isCaughtUp = receiver !== null && receiver !== undefined && received === lsn;
  return {
    readAt,
    lsn: lsn ?? null,
    lagMs: isCaughtUp ? 0 : lastReplayAt === undefined ? null : Math.max(0, readAt - lastReplayAt),
  };
}

/** Epoch ms of a `timestamptz` as the guardrails make every server write it: `2026-11-21 08:41:53.785123+00`. */
function readTime(text: TextValue | undefined): number | undefined {
  return text === null || text === undefined ? undefined : Date.parse(`${text.replace(' ', 'T')}:00`);
}
