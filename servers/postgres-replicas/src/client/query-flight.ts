import type { FieldDef } from 'pg';
import { readMoment, type ReplicaMoment } from './flight-prelude.ts';
import type { FlightPlan, FlightStep } from './flight-script.ts';
import type { TextValue, Wire, WireQuery } from './wire.ts';

/** What came back. */
export interface FlightResult {
  readonly fields: readonly FieldDef[];
  readonly rows: readonly (readonly TextValue[])[];
  readonly truncated: false | 'rows' | 'bytes';
  readonly moment: ReplicaMoment;
}

/** Where a flight was when the server refused it. */
export class FlightError extends Error {
  readonly step: FlightStep;

  constructor(step: FlightStep, cause: Error) {
    super('The database refused a statement', { cause });
    this.name = 'FlightError';
    this.step = step;
  }
}

/** One round trip for a whole query. `FlightLanding` takes the answers behind its first Sync. */
export class QueryFlight implements WireQuery {
  readonly #plan: FlightPlan;
  readonly #rows: (readonly TextValue[])[] = [];
  readonly #settled = Promise.withResolvers<FlightResult>();
  #done = 0;
  #fields: readonly FieldDef[] = [];
  #moment: ReplicaMoment = { readAt: 0, lsn: null, lagMs: null };

  constructor(plan: FlightPlan) {
    this.#plan = plan;
  }

  /** Rejects with a `FlightError` when the server refuses, with the connection's error when it breaks. */
  get result(): Promise<FlightResult> {
    return this.#settled.promise;
  }

  submit({ stream }: Wire): void {
    // On a stream that is about to close, its end fails the query.
    if (stream.writable) stream.write(this.#plan.messages);
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#fields = fields;
  }

  handleDataRow({ fields }: { readonly fields: readonly TextValue[] }): void {
    const step = this.#step;
    if (step === 'statement') this.#rows.push(fields);
    else if (step === 'prelude') this.#moment = readMoment(fields);
  }

  handleCommandComplete(): void {
    this.#done += 1;
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

  get #step(): FlightStep {
    return this.#plan.steps[this.#done] ?? 'statement';
  }

  #land(truncated: FlightResult['truncated']): void {
    const rows = this.#rows.slice(0, this.#plan.maxRows);
    this.#settled.resolve({ fields: this.#fields, rows, truncated, moment: this.#moment });
  }
}

/** Takes the answers to what makes a session ready for a query: when it is new, and behind each statement. */
export class FlightLanding implements WireQuery {
  readonly #tags: string;
  readonly #opening: Buffer | undefined;
  readonly #done: string[] = [];
  readonly #settled = Promise.withResolvers<boolean>();

  /**
   * @param tags What the server says when all goes well.
   * @param opening What to say to it; behind a statement it has been said.
   */
  constructor(tags: readonly string[], opening?: Buffer) {
    this.#tags = tags.join();
    this.#opening = opening;
  }

  /** Whether the server said that it did all it was told: roll back, reset, set. Never rejects. */
  get clean(): Promise<boolean> {
    return this.#settled.promise;
  }

  submit({ stream }: Wire): void {
    if (this.#opening !== undefined && stream.writable) stream.write(this.#opening);
  }

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
    this.#settled.resolve(this.#done.join() === this.#tags);
  }

  handleError(): void {
    this.#settled.resolve(false);
  }
}
