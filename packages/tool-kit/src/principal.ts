/** Who calls. One credential belongs to one agent; every agent has a human owner. */
export interface Principal {
  readonly agent: { readonly id: string; readonly owner: string };
  /** The person the agent acts for, where known. */
  readonly user?: string;
  /** Granted permissions, e.g. `replicas:read`; `*` grants all and is given by `noneOnLoopback` only. */
  readonly permissions: readonly string[];
  /** Directory groups, by name. */
  readonly groups: readonly string[];
  readonly auth: {
    /** How the identity was proven, e.g. `jwt`, `none-on-loopback`. */
    readonly method: string;
    readonly issuer?: string;
    /** A hash of the token's id, never the token. */
    readonly tokenHash?: string;
  };
}

/** What a transport knows of a caller before it is authenticated. */
export interface Credentials {
  readonly transport: 'stdio' | 'http';
  /** The bearer token of `Authorization`, or of the environment over stdio. */
  readonly token?: string;
  /** The peer's IP address; absent over stdio. */
  readonly address?: string;
  /**
   * What a gate in front of the server has proven of the caller and passed on apart from the request, e.g. `ctx.props` on
   * Workers. Never taken from the request itself. Absent where nothing was proven.
   */
  readonly props?: unknown;
}

/** Turns credentials into a principal. Called once per HTTP request, once per stdio connection. */
export interface Authenticator {
  /** Shown at start and in `/ready`, e.g. `jwt`, `none-on-loopback`. */
  readonly name: string;
  /** True when it proves nothing and must not serve beyond this machine. */
  readonly loopbackOnly: boolean;
  /** @throws ToolError `UNAUTHENTICATED` (HTTP 401) or `FORBIDDEN` (HTTP 403). */
  authenticate(credentials: Credentials): Promise<Principal>;
}
