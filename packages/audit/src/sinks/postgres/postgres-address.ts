import { isLoopback } from '../net/is-loopback.ts';
import type { SecretSource } from '../net/secret-source.ts';

/** A database, and the role to log in as. */
export interface PostgresAddress {
  readonly host: string;
  /** Default 5432. */
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  /** Asked for each new connection. */
  readonly password: SecretSource;
  /** `verify-full` (default) checks the certificate and the host name in it; `disable` is for loopback hosts only. */
  readonly tls?: 'verify-full' | 'disable';
  /** Authorities to trust instead of the system's, in PEM. */
  readonly ca?: string;
}

/** @throws TypeError when TLS is turned off for a host that is not this machine. */
export function checkPostgresAddress({ host, tls }: Pick<PostgresAddress, 'host' | 'tls'>): void {
  if (tls === 'disable' && !isLoopback(host)) {
    throw new TypeError('audit: only a database on a loopback host may be reached without TLS');
  }
}
