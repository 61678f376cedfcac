import type { Credentials } from './credentials.ts';

/** Where one server listens; always on loopback. */
export interface Endpoint {
  readonly host: '127.0.0.1';
  readonly port: number;
}

/** All it takes to reach a running pair, as plain data. */
export interface SandboxAddress {
  readonly primary: Endpoint;
  readonly replica: Endpoint;
  /** Superuser on both. For arranging a test and checking the primary, never for the server under test. */
  readonly admin: Credentials;
  /** The role a server under test is given. */
  readonly agent: Credentials;
  readonly databases: readonly string[];
  /** A YAML configuration of `postgres-replicas` with one target for each database; needs no environment. */
  readonly configPath: string;
}
