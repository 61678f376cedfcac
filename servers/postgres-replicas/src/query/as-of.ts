import type { ReplicaMoment } from '../client/flight-prelude.ts';

/** How fresh an answer is. */
export interface AsOf {
  /** The primary's commits up to this moment are in the answer (ISO 8601); the time of the read while `lagMs` is null. */
  readonly time: string;
  /** WAL position replayed when the query began; null when the replica does not tell. */
  readonly lsn: string | null;
  /** Replication lag; an upper bound while no WAL arrives; null when the replica cannot tell. */
  readonly lagMs: number | null;
}

/** The as-of time of a moment on the replica. */
export function toAsOf({ readAt, lsn, lagMs }: ReplicaMoment): AsOf {
  return { time: new Date(readAt - (lagMs ?? 0)).toISOString(), lsn, lagMs };
}
