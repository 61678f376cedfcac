/** Something an operator should know. Safe to log: it names no content of any record. */
export type SpoolEvent =
  | { readonly kind: 'sink-failing'; readonly sink: string; readonly error: unknown }
  | { readonly kind: 'sink-recovered'; readonly sink: string; readonly failures: number }
  /** The sink refuses this entry alone; it is in `aside-<sink>.ndjson` of the instance. */
  | {
      readonly kind: 'set-aside';
      readonly sink: string;
      readonly instance: string;
      readonly seq: number;
      readonly error: unknown;
    }
  /** An instance was taken over: torn bytes that were cut off, and attempts that became `unknown`. */
  | { readonly kind: 'recovered'; readonly instance: string; readonly cutBytes: number; readonly unknown: number }
  /** An instance that cannot be taken over: damaged, or signed with a key that is not known here. */
  | { readonly kind: 'left-alone'; readonly instance: string; readonly error: unknown }
  /** The spool cannot be signed or cleared; calls are not affected yet. */
  | { readonly kind: 'upkeep-failed'; readonly error: unknown }
  /** Entries that were not yet delivered when the deadline of the shutdown came. The next start delivers them. */
  | { readonly kind: 'undelivered'; readonly sink: string; readonly entries: number };
