import type { FieldDef } from 'pg';
import { readMoment, type ReplicaMoment } from './flight-prelude.ts';
import { sendStatement, type TextValue, type Wire, type WireQuery } from './wire.ts';

/** One statement and the limits of what it may send back. */
export interface FlightPlan {
  readonly prelude: { readonly text: string; readonly values: readonly TextValue[] };
  readonly sql: string;
  readonly values: readonly TextValue[];
  readonly maxRows: number;
}

/** What came back. */
export interface FlightResult {
  readonly fields: readonly FieldDef[];
  readonly rows: readonly (readonly TextValue[])[];
  readonly truncated: false | 'rows' | 'bytes';
  readonly moment: ReplicaMoment;
}

/** Where a flight was when the server refused it. */
export class FlightError extends Error {
  readonly step: 'begin' | 'prelude' | 'statement';

  constructor(step: 'begin' | 'prelude' | 'statement', cause: Error) {
    super('The database refused a statement', { cause });
    this.name = 'FlightError';
    this.step = step;
  }
}

/**
 * One round trip for a whole query: BEGIN READ ONLY, prelude, the statement with a row limit, Sync, then ROLLBACK and
 * DISCARD ALL behind a second Sync. All of it is sent at once, so the rollback happens whatever the statement does, and
 * a statement never runs when the prelude failed. `FlightLanding` takes the answers behind the first Sync.
 */
export class QueryFlight implements WireQuery {
  readonly #plan: FlightPlan;
  readonly #rows: (readonly TextValue[])[] = [];
  readonly #settled = Promise.withResolvers<FlightResult>();
  #step: FlightError['step'] = 'begin';
  #fields: readonly FieldDef[] = [];
  #moment: ReplicaMoment = { readAt: 0, lsn: null, lagMs: null };

  constructor(plan: FlightPlan) {
    this.#plan = plan;
  }

  /** Rejects with a `FlightError` when the server refuses, with the connection's error when it breaks. */
  get result(): Promise<FlightResult> {
    return this.#settled.promise;
  }

  submit(wire: Wire): void {
    const { prelude, sql, values, maxRows } = this.#plan;
    wire.stream.cork();
    sendStatement(wire, 'BEGIN READ ONLY', []);
    sendStatement(wire, prelude.text, prelude.values);
    wire.parse({ name: '', text: sql, types: [] });
    wire.bind({ values });
    wire.describe({ type: 'P' });
    wire.execute({ portal: '', rows: maxRows + 1 });
    wire.sync();
    sendStatement(wire, 'ROLLBACK', []);
    sendStatement(wire, 'DISCARD ALL', []);
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#fields = fields;
  }

  handleDataRow({ fields }: { readonly fields: readonly TextValue[] }): void {
    if (this.#step === 'prelude') this.#moment = readMoment(fields);
    else this.#rows.push(fields);
  }

  handleCommandComplete(): void {
    this.#step = this.#step === 'begin' ? 'prelude' : 'statement';
  }

  handlePortalSuspended(): void {}

  handleEmptyQuery(): void {}

  handleCopyInResponse(): void {}

  handleCopyData(): void {}

  handleReadyForQuery(): void {
    this.#land(this.#rows.length > this.#plan.maxRows ? 'rows' : false);
  }

  handleError(error: Error): void {
    this.#settled.reject('severity' in error ? new FlightError(this.#step, error) : error);
  }

  /** Ends the flight with the rows that came whole, because no more bytes may come. */
  stop(): void {
    this.#land('bytes');
  }

  #land(truncated: FlightResult['truncated']): void {
    const rows = this.#rows.slice(0, this.#plan.maxRows);
    this.#settled.resolve({ fields: this.#fields, rows, truncated, moment: this.#moment });
  }
}

/** Takes the answers to the ROLLBACK and DISCARD ALL that every flight sends behind its statement. */
export class FlightLanding implements WireQuery {
  readonly #done: string[] = [];
  readonly #settled = Promise.withResolvers<boolean>();

  /** Whether the server said that it rolled back and reset everything. Never rejects. */
  get clean(): Promise<boolean> {
    return this.#settled.promise;
  }

  submit(): void {}

  handleRowDescription(): void {}

  handleDataRow(): void {}

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#done.push(text);
  }

  handlePortalSuspended(): void {}

  handleEmptyQuery(): void {}

  handleCopyInResponse(): void {}

  handleCopyData(): void {}

  handleReadyForQuery(): void {
    this.#settled.resolve(this.#done.join() === 'ROLLBACK,DISCARD ALL');
  }

  handleError(): void {
    this.#settled.resolve(false);
  }
}
