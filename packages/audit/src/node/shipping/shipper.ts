import type { AuditSink } from '../../audit-sink.ts';
import type { PlacedEntry } from '../../kept-entry.ts';
import { isSinkError } from '../../sink-error.ts';
import type { EntryFeed } from '../spool/entry-feed.ts';
import type { SpoolEvent } from '../spool-event.ts';
import { backoffMs } from './backoff.ts';
import type { Checkpoint } from './checkpoint.ts';

const batchEntries = 100;
const batchBytes = 1_048_576;
const flushMs = 10_000;
/** Gathers what belongs to one call or one burst. */
const urgentMs = 25;
/** Entries set aside in a row, without one that was taken: beyond, it is rather the destination that is wrong. */
const mostAsideInRow = 10;

/** What brings the entries of one instance to one sink. */
export interface ShipperOptions {
  readonly sink: AuditSink;
  readonly feed: Pick<EntryFeed, 'after' | 'close'>;
  readonly checkpoint: Pick<Checkpoint, 'seq' | 'move' | 'save'>;
  readonly lastSeq: () => number;
  readonly setAside: (entry: PlacedEntry) => Promise<void>;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly onEvent: (event: SpoolEvent) => void;
  /** After the checkpoint has moved. */
  readonly onProgress: () => void;
}

/** Delivers in order, from the checkpoint on, and moves it only after the sink's acknowledgement. Ends by `close` alone. */
export class Shipper {
  readonly #options: ShipperOptions;
  readonly #stop = new AbortController();
  #timer: { readonly at: number; readonly handle: ReturnType<typeof setTimeout> } | undefined;
  #running: Promise<void> | undefined;
  #urgentSeq = 0;
  #draining = false;
  #failures = 0;
  #asideInRow = 0;
  #progressAt: number;
  #wakeUp: () => void = () => {};

  constructor(options: ShipperOptions) {
    this.#options = options;
    this.#progressAt = options.now();
  }

  get name(): string {
    return this.#options.sink.name;
  }

  get acknowledgedSeq(): number {
    return this.#options.checkpoint.seq;
  }

  /** Entries the sink has not acknowledged. */
  get behind(): number {
    return this.#options.lastSeq() - this.#options.checkpoint.seq;
  }

  /** Deliveries that failed in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** Since when (epoch ms) entries wait and none was acknowledged. */
  get stalledSince(): number | undefined {
    return this.behind === 0 ? undefined : this.#progressAt;
  }

  /** New entries were kept. @param urgentSeq `seq` of the last one that the sink must have within 50 ms. */
  notify(count: number, urgentSeq?: number): void {
    if (this.behind === count) this.#progressAt = this.#options.now();
    if (urgentSeq !== undefined) this.#urgentSeq = urgentSeq;
    this.#schedule();
  }

  /** Delivers everything there is, at once. */
  start(): void {
    this.#urgentSeq = this.#options.lastSeq();
    this.#schedule();
  }

  /** Delivers what is left until `deadline` aborts. */
  async close(deadline: AbortSignal): Promise<void> {
    this.#draining = true;
    const onDeadline = () => this.#stop.abort(deadline.reason);
    if (deadline.aborted) onDeadline();
    deadline.addEventListener('abort', onDeadline, { once: true });
    this.#wakeUp();
    await this.#running;
    if (this.behind > 0 && !deadline.aborted) await this.#begin();
    deadline.removeEventListener('abort', onDeadline);
    this.#stop.abort();
    clearTimeout(this.#timer?.handle);
    this.#options.feed.close();
    this.#options.checkpoint.save();
    if (this.behind > 0) this.#options.onEvent({ kind: 'undelivered', sink: this.name, entries: this.behind });
  }

  #isDue(): boolean {
    return (this.#draining || this.acknowledgedSeq < this.#urgentSeq || this.behind >= batchEntries) && this.behind > 0;
  }

  #schedule(): void {
    if (this.#running !== undefined || this.#stop.signal.aborted || this.behind === 0) return;
    const isFull = this.#draining || this.behind >= batchEntries;
    const delayMs = isFull ? 0 : this.acknowledgedSeq < this.#urgentSeq ? urgentMs : flushMs;
    const at = this.#options.now() + delayMs;
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.handle);
    const handle = setTimeout(() => void this.#begin(), delayMs);
    handle.unref();
    this.#timer = { at, handle };
  }

  #begin(): Promise<void> {
    clearTimeout(this.#timer?.handle);
    this.#timer = undefined;
    return (this.#running ??= this.#run());
  }

  async #run(): Promise<void> {
    do {
      try {
        await this.#deliver(this.#next());
      } catch (error) {
        await this.#backOff(error);
      }
    } while (this.#isDue() && !this.#stop.signal.aborted);
    this.#running = undefined;
    this.#schedule();
  }

  #next(): readonly PlacedEntry[] {
    const { feed, checkpoint } = this.#options;
    const batch = feed.after(checkpoint.seq, batchEntries, batchBytes);
    if (batch.length === 0 && this.behind > 0) throw new Error('entries that were written cannot be read');
    return batch;
  }

  /** All of the batch, halved around an entry that the sink refuses; it returns early only when it is stopped. */
  async #deliver(batch: readonly PlacedEntry[]): Promise<void> {
    const { sink } = this.#options;
    const parts = [batch];
    for (let part = parts.at(-1); part !== undefined && !this.#stop.signal.aborted; part = parts.at(-1)) {
      try {
        await sink.deliver(part, this.#stop.signal);
        this.#asideInRow = 0;
        parts.pop();
        this.#acknowledge(part);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        if (!isSinkError(error) || error.kind !== 'poison') {
          await this.#backOff(error);
        } else if (part.length > 1) {
          const half = Math.ceil(part.length / 2);
          parts.splice(-1, 1, part.slice(half), part.slice(0, half));
        } else if (await this.#setAside(part[0], error)) {
          parts.pop();
          this.#acknowledge(part);
        }
      }
    }
  }

  async #setAside(entry: PlacedEntry | undefined, error: unknown): Promise<boolean> {
    if (entry === undefined) return true;
    const { setAside, onEvent } = this.#options;
    if (this.#asideInRow >= mostAsideInRow) await this.#backOff(error);
    if (this.#stop.signal.aborted) return false;
    try {
      await setAside(entry);
    } catch (failure) {
      await this.#backOff(failure);
      return false;
    }
    this.#asideInRow += 1;
    const { instance, seq } = entry.entry.stream;
    onEvent({ kind: 'set-aside', sink: this.name, instance, seq, error });
    return true;
  }

  #acknowledge(part: readonly PlacedEntry[]): void {
    const { checkpoint, now, onEvent, onProgress } = this.#options;
    const last = part.at(-1);
    if (last !== undefined) checkpoint.move(last);
    this.#progressAt = now();
    if (this.#failures > 0 && this.#asideInRow === 0) {
      onEvent({ kind: 'sink-recovered', sink: this.name, failures: this.#failures });
      this.#failures = 0;
    }
    onProgress();
  }

  async #backOff(failure: unknown): Promise<void> {
    const { random, onEvent } = this.#options;
    this.#failures += 1;
    if (this.#failures === 1) onEvent({ kind: 'sink-failing', sink: this.name, error: failure });
    const retryAfterMs = isSinkError(failure) ? failure.retryAfterMs : undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, backoffMs(this.#failures, random(), retryAfterMs));
    if (!this.#draining) timer.unref();
    // A shutdown does not sit a pause out: it tries once more at once.
    this.#wakeUp = resolve;
    this.#stop.signal.addEventListener('abort', this.#wakeUp);
    await promise;
    this.#stop.signal.removeEventListener('abort', this.#wakeUp);
    clearTimeout(timer);
    this.#wakeUp = () => {};
  }
}
