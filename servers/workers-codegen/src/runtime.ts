/** What the Worker takes from the outside beside its bindings. */
export interface Runtime {
  /** Epoch ms. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** Takes one line of the audit log. */
  readonly write: (line: string) => void;
}
