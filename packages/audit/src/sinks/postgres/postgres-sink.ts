import type { AuditSink } from '../../audit-sink.ts';
import type { KeptEntry } from '../../kept-entry.ts';
import { SinkError } from '../../sink-error.ts';
import { checkWriter } from './check-writer.ts';
import { judgeFailure } from './judge-failure.ts';
import { lacksPartition } from './lacks-partition.ts';
import { openClient, type AuditClient } from './open-client.ts';
import { checkPostgresAddress, type PostgresAddress } from './postgres-address.ts';

/** The database that `migrateAuditDatabase` has prepared, and the role that may insert. */
export interface PostgresSinkOptions extends PostgresAddress {
  /** Default `postgres`. */
  readonly name?: string;
  /** Until the batch is committed, connecting included. Default 10 000. */
  readonly timeoutMs?: number;
  /** Starts the clock of a delivery. Default `AbortSignal.timeout`. */
  readonly timeoutSignal?: (ms: number) => AbortSignal;
  /** Epoch ms. Default `Date.now`. */
  readonly now?: () => number;
}

/** Further ahead than clocks go wrong: such an entry will never have a partition. */
const furthestAheadMs = 32 * 86_400_000;

const insert = `
  insert into mcp_audit.entries (time, key, phase, entry)
  select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::jsonb[])
  on conflict do nothing`;

/** An acknowledged batch must survive a crash of the database, and a blocked one must not wait there for ever. */
const prepareSession = `
  select set_config('statement_timeout', $1, false),
         case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', false) end`;

/**
 * Inserts each batch with one statement, over one connection. A row is unique by call id and phase, or by its place in the
 * stream, so that an entry may come any number of times. Rows of a call lie in the month in which the call began. It
 * refuses to work as a role that could read, change or delete records.
 *
 * @throws TypeError when TLS is turned off for a host that is not loopback.
 */
export function openPostgresSink(options: PostgresSinkOptions): AuditSink {
  const { name = 'postgres', timeoutMs = 10_000, now = Date.now, ...address } = options;
  const { timeoutSignal = (ms) => AbortSignal.timeout(ms) } = options;
  checkPostgresAddress(address);
  let client: AuditClient | undefined;
  let last: Promise<void> = Promise.resolve();

  async function connect(signal: AbortSignal): Promise<AuditClient> {
    if (client?.isOpen() === true) return client;
    const opened = await openClient(address, signal);
    const cut = () => opened.cut();
    signal.addEventListener('abort', cut);
    try {
      await checkWriter(opened);
      await opened.query(prepareSession, [String(timeoutMs)]);
    } catch (error) {
      opened.cut();
      throw error;
    } finally {
      signal.removeEventListener('abort', cut);
    }
    return (client = opened);
  }

  async function write(batch: readonly KeptEntry[], signal: AbortSignal): Promise<void> {
    const connected = await connect(signal);
    const cut = () => connected.cut();
    signal.addEventListener('abort', cut);
    try {
      await connected.query(insert, toColumns(batch));
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  async function deliver(batch: readonly KeptEntry[], given: AbortSignal): Promise<void> {
    const timeout = timeoutSignal(timeoutMs);
    try {
      await write(batch, AbortSignal.any([given, timeout]));
    } catch (error) {
      if (given.aborted) throw new SinkError('the delivery was given up', { kind: 'retry' });
      if (timeout.aborted) {
        throw new SinkError(`the database did not answer within ${timeoutMs} ms`, { kind: 'retry' });
      }
      if (lacksPartition(error) && batch.some((kept) => Date.parse(timeOf(kept)) > now() + furthestAheadMs)) {
        throw new SinkError('an entry is from the future', { kind: 'poison' });
      }
      throw judgeFailure(error);
    }
  }

  return {
    name,
    async deliver(batch, signal) {
      if (batch.length === 0) return;
      // Whoever gives a delivery up may begin the next one before this one has ended.
      const delivered = last.then(() => deliver(batch, signal));
      last = delivered.catch(() => {});
      await delivered;
    },
    async close() {
      await last;
      await client?.close();
    },
  };
}

function toColumns(
  batch: readonly KeptEntry[],
): [times: string[], keys: string[], phases: string[], entries: string[]] {
  return [
    batch.map(timeOf),
    batch.map(({ key, entry }) => ('call_id' in entry ? entry.call_id : key)),
    batch.map(({ entry }) => entry.phase),
    batch.map(({ json }) => json),
  ];
}

/** All entries of a call have the time at which it began: an index over partitions is unique only together with it. */
const timeOf = ({ entry }: KeptEntry): string => ('started_at' in entry ? entry.started_at : entry.at);
