/** What an adapter needs to know of a target to reach it. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** A way to reach a target: directly, or through a tunnel that is kept up for it. */
export interface AccessAdapter {
  /**
   * Where to connect to reach `target`. Called before every new connection.
   *
   * @throws ToolError `UPSTREAM_UNAVAILABLE` when there is no way.
   */
  open(target: Destination, signal: AbortSignal): Promise<Destination>;
  /** Undefined when well, else what is wrong, in words without host or port. */
  problem(): string | undefined;
  /** Ends what `open` started. */
  close(): Promise<void>;
}
