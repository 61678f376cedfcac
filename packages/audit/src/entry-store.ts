import type { WrittenEntry } from './written-entry.ts';

/** How much a write has to survive. */
export interface AppendOptions {
  /** True: the machine may lose power once the write has resolved. False: the process may be killed. */
  readonly durable: boolean;
}

/** What keeps entries in the order they come and brings them to the sinks: a spool, or the sinks directly. */
export interface EntryStore {
  /** Shown in `/ready`, e.g. `spool`. */
  readonly name: string;
  /**
   * Resolves when the entry is kept. Called concurrently.
   *
   * @throws whatever went wrong. It is logged, never shown to a client. The next append tries again from scratch.
   */
  append(entry: WrittenEntry, options: AppendOptions): Promise<void>;
  /** Each sink by name: `ok`, or how far behind it is, in words safe for `/ready`. */
  sinkStates(): Readonly<Record<string, string>>;
  /** Delivers what it can within its deadline. Later appends reject. May be called twice. */
  close(): Promise<void>;
}
