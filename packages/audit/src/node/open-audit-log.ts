import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { AuditLog, Scrubber } from '@mcp-chassis/tool-kit';
import type { MeterProvider } from '@opentelemetry/api';
import { createAuditLog } from '../audit-log.ts';
import type { AuditSink } from '../audit-sink.ts';
import { hmacSha256 } from './hmac-sha256.ts';
import { logEvents, type EventLogger } from './log-events.ts';
import { observeSpool } from './observe-spool.ts';
import { openSpool, type SpoolOptions } from './open-spool.ts';
import { openSecret, openSigningKey, parseSigningKey } from './signing-key.ts';
import { sha256 } from './spool/frame.ts';

/** What a server on Node says about its audit log. */
export interface NodeAuditLogOptions extends Pick<SpoolOptions, 'limits' | 'drainMs' | 'now' | 'random' | 'fs'> {
  /** Where the spool is: a directory on a local disk; several processes of the machine may share it. */
  readonly directory: string;
  readonly scrubber: Scrubber;
  /** At least one. Closed by the log. */
  readonly sinks: readonly AuditSink[];
  readonly keys?: AuditKeyFiles;
  /** See `createAuditLog`. */
  readonly whenUnavailable?: 'refuse' | 'answer-reads-unrecorded';
  /** See `createAuditLog`. */
  readonly rejectionQuotaBytes?: number;
  /** Default: the provider registered with the OpenTelemetry API. */
  readonly meterProvider?: MeterProvider;
  /** Told what an operator should know. Default: lines of JSON on stderr. */
  readonly log?: EventLogger;
}

/** Paths of keys. What is not there is made, mode 0600. */
export interface AuditKeyFiles {
  /**
   * Ed25519 private key (PEM, PKCS #8) that signs digests. Default `signing-key.pem` of the spool. Whoever may write the
   * spool must not be able to read it: put it elsewhere. The log is warned of a key that lies in the spool.
   */
  readonly signing?: string;
  /** Keys that signed before; they introduce the current one. Not made when missing. */
  readonly previousSigning?: readonly string[];
  /** At least 32 bytes, the secret of `request.raw_hmac`. Default `request-hmac.key` of the spool. */
  readonly hmac?: string;
}

const shortestSecret = 32;

/**
 * An audit log on this machine's disk, which every call needs, and the sinks it is brought to.
 *
 * @throws Error when the spool cannot be written, or a key cannot be read.
 */
export async function openAuditLog(options: NodeAuditLogOptions): Promise<AuditLog> {
  const { directory, keys = {}, whenUnavailable, rejectionQuotaBytes, now } = options;
  makeDirectory(directory);
  const events = logEvents(options.log);
  const previous = (keys.previousSigning ?? []).map(async (path) => parseSigningKey(await readFile(path, 'utf8')));
  const signing = keys.signing ?? join(directory, 'signing-key.pem');
  const current = await openSigningKey(signing);
  if (resolve(signing).startsWith(`${resolve(directory)}${sep}`)) events.tellKeyInSpool();
  const secret = await openSecret(keys.hmac ?? join(directory, 'request-hmac.key'));
  if (secret.length < shortestSecret) throw new Error('the secret of the audit log has fewer than 32 bytes');
  const counted = observeSpool(options.meterProvider);
  const spool = await openSpool({
    ...options,
    keys: { current, previous: await Promise.all(previous) },
    onEvent(event) {
      counted.count(event);
      events.tell(event);
    },
  });
  counted.watch(spool);
  return createAuditLog({
    scrubber: options.scrubber,
    store: spool,
    hmac: hmacSha256(secret),
    defer: setImmediate,
    fingerprint: (text) => ({ bytes: Buffer.byteLength(text), sha256: sha256(text) }),
    onOutage(error) {
      counted.countOutage();
      events.tellOutage(error);
    },
    ...(now && { now }),
    ...(whenUnavailable && { whenUnavailable }),
    ...(rejectionQuotaBytes !== undefined && { rejectionQuotaBytes }),
  });
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new Error(`audit: the directory of the spool cannot be used (${code}): ${path}`, { cause });
  }
}
