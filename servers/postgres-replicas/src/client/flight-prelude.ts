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

/** What a server can do beyond Postgres 12. */
export interface ServerFeatures {
  /** `transaction_timeout`, since 17. */
  readonly transactionTimeout: boolean;
  /** `client_connection_check_interval`, since 14 where its platform can: a running query ends when its client is gone. */
  readonly connectionCheck: boolean;
}

/** How often a server looks whether the client of a running query is still there. */
export const connectionCheckMs = '500';

/**
 * The server itself stops the flight on a primary: there is no setting `not_a_replica`, so this statement fails there
 * (SQLSTATE 42704) and everything behind it is skipped. No operators: a search path cannot change what it means.
 */
const preludeSql = `SELECT
  pg_catalog.set_config(
    CASE WHEN pg_catalog.pg_is_in_recovery() THEN 'application_name' ELSE 'not_a_replica' END, $1, true),
  pg_catalog.set_config('statement_timeout', $2, true),
  pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()),
  pg_catalog.date_part('epoch', pg_catalog.pg_last_xact_replay_timestamp()),
  pg_catalog.pg_last_wal_receive_lsn(),
  pg_catalog.pg_last_wal_replay_lsn(),
  (pg_catalog.pg_stat_get_wal_receiver()).pid`;

/** SQLSTATE of `preludeSql` on a primary. */
export const notAReplicaState = '42704';

/** Limits that hold for one transaction. */
export interface TransactionLimits {
  readonly applicationName: string;
  readonly timeoutMs: number;
}

/** The statement to run before each of an agent's, the same for all of a connection. */
export interface Prelude {
  readonly text: string;
  /** Its parameters. */
  values(limits: TransactionLimits): readonly TextValue[];
}

/** The prelude for a server. */
export function createPrelude({ transactionTimeout, connectionCheck }: ServerFeatures): Prelude {
  // The transaction's own limit ends the session, so the statement's must come first.
  const more = [
    ...(transactionTimeout ? [`pg_catalog.set_config('transaction_timeout', $3, true)`] : []),
    ...(connectionCheck
      ? [`pg_catalog.set_config('client_connection_check_interval', '${connectionCheckMs}', true)`]
      : []),
  ];
  return {
    text: [preludeSql, ...more].join(', '),
    values({ applicationName, timeoutMs }) {
      const limitMs = Math.max(1, Math.floor(timeoutMs));
      return [applicationName, String(limitMs), ...(transactionTimeout ? [String(limitMs + 1_000)] : [])];
    },
  };
}

/** Reads the row of the prelude. */
export function readMoment([, , now, replayed, received, lsn, receiver]: readonly TextValue[]): ReplicaMoment {
  const readAt = Math.round(Number(now) * 1_000);
  const isCaughtUp = receiver !== null && receiver !== undefined && received === lsn;
  const lastReplayMs = replayed === null || replayed === undefined ? undefined : Number(replayed) * 1_000;
  return {
    readAt,
    lsn: lsn ?? null,
    lagMs: isCaughtUp ? 0 : lastReplayMs === undefined ? null : Math.max(0, Math.round(readAt - lastReplayMs)),
  };
}
