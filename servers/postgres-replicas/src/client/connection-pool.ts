import { ToolError } from '@mcp-chassis/tool-kit';
import type { Pace } from './expected-pace.ts';
import { createIdleConnections } from './idle-connections.ts';
import type { ReplicaConnection } from './replica-connection.ts';
import { createSlots, evicted, type Slot, type SlotClaim } from './slots.ts';

/** Most calls that wait, for each connection of the pool. */
const waitingForEach = 16;
/** How long an unused connection is kept. */
const idleMs = 60_000;

/** What a pool is made from. */
export interface PoolOptions {
  /** Opens and verifies a connection. */
  readonly open: (signal: AbortSignal) => Promise<ReplicaConnection>;
  /** Most connections at once. */
  readonly size: number;
  /** Most connections one agent has at once. */
  readonly perAgent: number;
  /** Most connections that may run something for longer than `slowAfterMs` at once. */
  readonly slow: number;
  readonly slowAfterMs: number;
  /** Longest wait for a connection, in ms. */
  readonly waitMs: number;
}

/** What runs on a lent connection. */
export type Work<T> = (connection: ReplicaConnection, signal: AbortSignal) => Promise<T>;

/** Connections to one target. A connection that broke is dropped; the next call opens another. */
export interface ConnectionPool {
  /**
   * Lends a connection to `work`. It goes back when it is clean again, which `work`'s caller does not wait for. Work
   * that turns out slow while enough others do is stopped through its signal, and begins once more when it is its turn:
   * so it must only read.
   *
   * @throws ToolError `OVERLOADED` when too many wait, or for too long; what `open` or `work` throws; `CANCELLED` or
   * `TIMEOUT` when the signal is aborted first.
   */
  use<T>(claim: SlotClaim, work: Work<T>): Promise<T>;
  /** Whether every connection there may be is lent. */
  isBusy(): boolean;
  /** Drops every connection as soon as it is idle: what they proved no longer holds. */
  invalidate(): void;
  /** Waits for the calls under way, then closes every connection. */
  close(): Promise<void>;
}

/** An empty pool; connections are opened when they are needed. */
export function createConnectionPool({ open, size, ...limits }: PoolOptions): ConnectionPool {
  const slots = createSlots({ ...limits, count: size, maxWaiting: size * waitingForEach });
  const idle = createIdleConnections<ReplicaConnection>(idleMs, () => performance.now());
  const comingBack = new Set<ReplicaConnection>();
  let generation = 0;
  let isClosed = false;

  // Nobody waits for their statements any more.
  const dropAbandoned = () => {
    for (const connection of comingBack) if (!connection.isOpen) connection.destroy();
  };
  const giveBack = async (connection: ReplicaConnection, born: number, slot: Slot) => {
    comingBack.add(connection);
    if (isClosed) dropAbandoned();
    const isReusable = await connection.isReusable();
    comingBack.delete(connection);
    if (isReusable && born === generation && !isClosed) idle.keep(connection);
    else await connection.close();
    slot.free();
  };
  const acquire = async (signal: AbortSignal): Promise<ReplicaConnection> => {
    for (let reused = idle.take(); reused !== undefined; reused = idle.take()) if (reused.isOpen) return reused;
    const opened = await open(signal);
    void opened.ended.then(() => idle.forget(opened));
    return opened;
  };
  async function lend<T>(claim: SlotClaim, pace: Pace | undefined, work: Work<T>): Promise<T> {
    if (isClosed) throw new ToolError('UPSTREAM_UNAVAILABLE', 'This server is shutting down.');
    const slot = await slots.take(claim, pace);
    const born = generation;
    let connection: ReplicaConnection;
    try {
      connection = await acquire(claim.signal);
    } catch (error) {
      slot.free();
      throw error;
    }
    slot.start();
    try {
      return await work(connection, slot.signal);
    } catch (error) {
      slot.fail();
      throw slot.signal.reason === evicted ? evicted : error;
    } finally {
      void giveBack(connection, born, slot);
    }
  }
  const closeIdle = () => {
    const closing: Promise<void>[] = [];
    for (let next = idle.take(); next !== undefined; next = idle.take()) closing.push(next.close());
    return Promise.all(closing);
  };

  return {
    async use(claim, work) {
      try {
        return await lend(claim, undefined, work);
      } catch (error) {
        if (error !== evicted) throw error;
        return lend(claim, 'slow', work);
      }
    },
    isBusy: () => slots.areTaken(),
    invalidate() {
      generation += 1;
      void closeIdle();
    },
    async close() {
      isClosed = true;
      dropAbandoned();
      await slots.drained();
      await closeIdle();
    },
  };
}
