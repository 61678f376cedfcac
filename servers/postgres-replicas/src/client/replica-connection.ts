import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import type { Client } from 'pg';
import { ToolError } from '@mcp-chassis/tool-kit';
import type { Destination } from '../access/access-adapter.ts';
import { abortError } from './abort-error.ts';
import { meterBytes, type ByteMeter } from './byte-meter.ts';
import { cancelQuery } from './cancel-query.ts';
import type { FlightScript } from './flight-script.ts';
import { FlightLanding, QueryFlight, type FlightResult } from './query-flight.ts';
import { backendKey, submitQuery, wireStream, type TextValue } from './wire.ts';

/** How long a server may take to confirm a cancel, or an end, before nobody waits for it any more. */
const patienceMs = 1_000;
const cancelAgainMs = 50;
/** How long it may take after that: some functions of Postgres compute for seconds before they look for a cancel. */
const lingerMs = 60_000;

/** One statement to run. */
export interface StatementRequest {
  readonly sql: string;
  readonly values: readonly TextValue[];
  readonly maxRows: number;
  /** Bytes the server may send for it, counted at the socket. */
  readonly maxBytes: number;
  /** Limit of the statement, in ms; enforced by the server. */
  readonly timeoutMs: number;
  /** Who asks, as `pg_stat_activity` shows it. */
  readonly applicationName: string;
  readonly signal: AbortSignal;
}

/** A verified connection to a replica. Runs one statement at a time. Made by `openConnection` only. */
export class ReplicaConnection {
  readonly #client: Client;
  readonly #destination: Destination;
  readonly #tls: ConnectionOptions | undefined;
  readonly #script: FlightScript;
  readonly #meter: ByteMeter;
  readonly #ended = Promise.withResolvers<void>();
  #isOpen = true;
  #clean: Promise<boolean> = Promise.resolve(false);

  constructor(client: Client, destination: Destination, tls: ConnectionOptions | undefined, script: FlightScript) {
    this.#client = client;
    this.#destination = destination;
    this.#tls = tls;
    this.#script = script;
    this.#meter = meterBytes(wireStream(client));
    // An idle session that the server ends: it must not be lent once more before the socket is closed.
    client.on('error', () => this.destroy());
    client.on('end', () => {
      this.#isOpen = false;
      this.#ended.resolve();
    });
  }

  /** False from the moment it cannot run a statement any more. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves when the connection is gone, whoever ended it. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Makes a new session ready for its first statement. @returns whether the server says so. */
  prepare(): Promise<boolean> {
    const opening = new FlightLanding(this.#script.openingTags, this.#script.opening);
    this.#clean = opening.clean;
    submitQuery(this.#client, opening);
    return this.isReusable();
  }

  /** Whether it may be used. Resolves after the last statement was rolled back and the session reset and made ready. */
  async isReusable(): Promise<boolean> {
    return (await this.#clean) && this.#isOpen && this.#client.getTransactionStatus() === 'I';
  }

  /**
   * Runs one statement in a read-only transaction of its own, in one round trip.
   *
   * @throws FlightError when the server refuses; ToolError `CANCELLED` or `TIMEOUT` when `signal` is aborted, once the
   * server confirmed the cancel or took too long to; the socket's error when the connection breaks.
   */
  async run(request: StatementRequest): Promise<FlightResult> {
    const { sql, maxBytes, signal } = request;
    if (sql.includes('\0')) throw new ToolError('INVALID_INPUT', 'sql: a NUL character is not allowed.');
    if (signal.aborted) throw abortError(signal);
    const flight = new QueryFlight(this.#script.plan(request));
    const landing = new FlightLanding(this.#script.landingTags);
    this.#clean = landing.clean;
    const abandon = () => void this.#abandon(flight, landing);
    const overflow = () => {
      flight.stop();
      this.destroy();
      void this.#cancel();
    };
    signal.addEventListener('abort', abandon, { once: true });
    this.#meter.start(maxBytes, overflow);
    try {
      submitQuery(this.#client, flight);
      submitQuery(this.#client, landing);
      const result = await flight.result;
      signal.throwIfAborted();
      return result;
    } catch (error) {
      throw signal.aborted ? abortError(signal) : error;
    } finally {
      // What an abandoned statement still sends counts.
      if (this.#isOpen) this.#meter.stop();
      signal.removeEventListener('abort', abandon);
    }
  }

  /** Ends the session politely when it is idle; destroys it when the server does not answer. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    const timer = setTimeout(() => this.destroy(), patienceMs);
    this.#client.end().catch(() => this.destroy());
    await this.ended;
    clearTimeout(timer);
  }

  /** Drops the socket at once. */
  destroy(): void {
    this.#isOpen = false;
    wireStream(this.#client).destroy();
  }

  /**
   * Stops the running statement and gives the connection up: a late cancel must never hit the next statement. Asks until
   * the server confirms, because it ignores a cancel that comes before it has read the statement. One that takes too
   * long holds its caller up no more, but its place in the pool until it has ended.
   */
  async #abandon(flight: QueryFlight, landing: FlightLanding): Promise<void> {
    this.#isOpen = false;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    const confirmed = landing.clean.then(() => patience.abort());
    let isHeard = false;
    while (!patience.signal.aborted) {
      isHeard = await this.#cancel();
      await Promise.race([confirmed, pause(cancelAgainMs)]);
    }
    clearTimeout(timer);
    flight.stop();
    const limit = setTimeout(() => this.destroy(), isHeard ? lingerMs : 0);
    await confirmed;
    clearTimeout(limit);
    this.destroy();
  }

  async #cancel(): Promise<boolean> {
    const key = backendKey(this.#client);
    return key !== undefined && (await cancelQuery(this.#destination, this.#tls, key, patienceMs));
  }
}
