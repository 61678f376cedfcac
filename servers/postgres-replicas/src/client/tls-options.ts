import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';
import type { TargetConfig } from '../config/config.ts';

/**
 * TLS as libpq's `verify-full`: the certificate must be trusted and name the target's own host, also when a tunnel is
 * reached under another address. Undefined for `tls: disable`. The authorities are read afresh for each connection.
 */
export async function tlsOptions(target: TargetConfig): Promise<ConnectionOptions | undefined> {
  if (target.tls === 'disable') return undefined;
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (_host, certificate) => checkServerIdentity(target.host, certificate),
    ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
    ...(target.ca === undefined ? {} : { ca: await readFile(target.ca, 'utf8') }),
  };
}
