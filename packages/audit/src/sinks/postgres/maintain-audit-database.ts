import type { PostgresAddress } from './postgres-address.ts';
import { withClient } from './with-client.ts';

/** What to look after. */
export interface MaintainOptions {
  /** Months after the current one that get a partition, 0 to 24. Default 3. */
  readonly monthsAhead?: number;
  /** First month that gets one, `YYYY-MM`, for records that come late, e.g. from `mcp-audit ship`. Default: the current. */
  readonly from?: string;
}

/** Names of partitions, e.g. `entries_2026_11`. */
export interface MaintainReport {
  readonly made: readonly string[];
  readonly dropped: readonly string[];
}

/**
 * Makes the partitions that will be needed and drops those older than the owner's `retainMonths`. To be run daily, as
 * the maintainer, from one place or several: without a partition for its month a record waits in the spool. It gives up
 * after 5 s when the table is locked; the next run mends that.
 *
 * @throws TypeError for a `from` that is no month. Error of the database, without a credential.
 */
export async function maintainAuditDatabase(
  address: PostgresAddress,
  { monthsAhead = 3, from }: MaintainOptions = {},
): Promise<MaintainReport> {
  if (from !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(from)) throw new TypeError('audit: from is not YYYY-MM');
  return withClient(address, async (client) => {
    const dropped = await client.query<{ name: string }>('select mcp_audit.drop_expired_partitions() as name');
    const made = await client.query<{ name: string }>('select mcp_audit.make_partitions($1, $2::date) as name', [
      monthsAhead,
      from === undefined ? null : `${from}-01`,
    ]);
    return { made: made.map(({ name }) => name), dropped: dropped.map(({ name }) => name) };
  });
}
