import { dirname, resolve } from 'node:path';
import type { AuditSinkConfig } from '@mcp-chassis/audit/config';
import type { AuditKeyFiles } from '@mcp-chassis/audit/node';
import type { ConfigFile } from './config-schema.ts';
import type { SecretReference } from './secret-reference.ts';

/** Limits of every query on every target. */
export interface QueryLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  /** Bytes read from the database for one query, counted at the socket. */
  readonly maxResultBytes: number;
  /** Connections per target. */
  readonly poolSize: number;
  /** Queries one agent may run at once on one target. */
  readonly maxConcurrentPerAgent: number;
  /** From when on a running query counts as slow. */
  readonly slowAfterMs: number;
  /** Slow queries that may run at once on one target. */
  readonly maxSlowQueries: number;
  /** Longest wait for a connection. */
  readonly queueTimeoutMs: number;
  /** Memory each sort or hash of a query may take before it goes to disk. */
  readonly workMemMb: number;
  /** Processes that may help a query. */
  readonly parallelWorkers: number;
}

/** `strict` is `redact`, and the guard refuses to compute with the column. */
export type ColumnPolicy = 'redact' | 'allow' | 'strict';

/** One replica, as configured. Paths are absolute. */
export interface TargetConfig {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: SecretReference;
  readonly tls: 'verify-full' | 'disable';
  /** Path of a PEM file with the authorities to trust instead of the system ones. */
  readonly ca?: string;
  readonly description?: string;
  readonly allow: { readonly functions: readonly string[]; readonly extensions: readonly string[] };
  /** Policies by `schema.table.column`. */
  readonly columns: Readonly<Record<string, ColumnPolicy>>;
}

/** Where calls are recorded. Paths are absolute, those inside `sinks` apart: `resolvePath` makes them so. */
export interface AuditConfig {
  readonly directory: string;
  readonly sinks: readonly AuditSinkConfig<SecretReference>[];
  readonly resolvePath: (path: string) => string;
  readonly keys: AuditKeyFiles;
  readonly whenUnavailable: 'refuse' | 'answer-reads-unrecorded';
  readonly maxBytes: number;
}

/** The validated configuration of the server. Holds references to secrets, no secret. */
export interface Config {
  readonly owner: string;
  readonly environment: 'development' | 'staging' | 'production';
  readonly agent: { readonly id: string; readonly owner: string };
  readonly http: {
    readonly port: number;
    readonly allowedHosts: readonly string[];
    readonly allowedOrigins: readonly string[];
  };
  readonly audit: AuditConfig;
  readonly limits: QueryLimits;
  /** In the order of the file. */
  readonly targets: readonly TargetConfig[];
  /** What is legal but unwise, e.g. a password file that others can read. For the log and `--check`. */
  readonly warnings: readonly string[];
}

/** Renames the file's keys and makes its paths absolute, relative to the file itself. */
export function toConfig(file: ConfigFile, path: string, warnings: readonly string[]): Config {
  const absolute = (relative: string) => resolve(dirname(path), relative);
  return {
    owner: file.owner,
    environment: file.environment,
    agent: file.agent,
    http: {
      port: file.http.port,
      allowedHosts: file.http.allowed_hosts,
      allowedOrigins: file.http.allowed_origins,
    },
    audit: toAuditConfig(file.audit, absolute),
    limits: {
      statementTimeoutMs: file.limits.statement_timeout_ms,
      lockTimeoutMs: file.limits.lock_timeout_ms,
      maxResultBytes: file.limits.max_result_bytes,
      poolSize: file.limits.pool_size,
      maxConcurrentPerAgent: file.limits.max_concurrent_per_agent ?? file.limits.pool_size,
      slowAfterMs: file.limits.slow_after_ms,
      maxSlowQueries: file.limits.max_slow_queries ?? Math.ceil(file.limits.pool_size / 4),
      queueTimeoutMs: file.limits.queue_timeout_ms,
      workMemMb: file.limits.work_mem_mb,
      parallelWorkers: file.limits.parallel_workers,
    },
    targets: Object.entries(file.targets).map(([name, target]) => ({
      name,
      host: target.host,
      port: target.port,
      database: target.database,
      user: target.user,
      password:
        target.password.kind === 'file' ? { kind: 'file', path: absolute(target.password.path) } : target.password,
      tls: target.tls,
      ...(target.ca === undefined ? {} : { ca: absolute(target.ca) }),
      ...(target.description === undefined ? {} : { description: target.description }),
      allow: target.allow,
      columns: target.columns,
    })),
    warnings,
  };
}

function toAuditConfig(audit: ConfigFile['audit'], absolute: (relative: string) => string): AuditConfig {
  return {
    directory: absolute(audit.dir),
    sinks: audit.sinks,
    resolvePath: absolute,
    keys: {
      ...(audit.signing_key !== undefined && { signing: absolute(audit.signing_key) }),
      previousSigning: audit.previous_signing_keys.map(absolute),
      ...(audit.hmac_key !== undefined && { hmac: absolute(audit.hmac_key) }),
    },
    whenUnavailable: audit.when_unavailable,
    maxBytes: audit.max_mib * 1_024 * 1_024,
  };
}
