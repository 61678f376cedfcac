import type { EntryText } from './entry-text.ts';
import type { EntryDraft } from './record.ts';

/** How much a write has to survive, and what is known of the entry. */
export interface AppendOptions {
  /** True: the machine may lose power once the write has resolved. False: the process may be killed. */
  readonly durable: boolean;
  /** The entry's canonical JSON, where it has been made. A store may leave it and make its own. */
  readonly text?: EntryText | undefined;
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
  append(entry: EntryDraft, options: AppendOptions): Promise<void>;
  /** Each sink by name: `ok`, or how far behind it is, in words safe for `/ready`. */
  sinkStates(): Readonly<Record<string, string>>;
  /** Delivers what it can within its deadline. Later appends reject. May be called twice. */
  close(): Promise<void>;
}
