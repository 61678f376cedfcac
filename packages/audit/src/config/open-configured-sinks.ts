import { readFile } from 'node:fs/promises';
import type { AuditSink } from '../audit-sink.ts';
import type { AuditSinkConfig } from './audit-sinks-schema.ts';

/** What sinks need beside their configuration. */
export interface SinkSurroundings<Reference> {
  /** Asked before each delivery or connection, so that a rotated secret is seen. */
  readonly readSecret: (reference: Reference) => string | Promise<string>;
  /** Makes the paths of the file absolute. Default: relative to the working directory. */
  readonly resolvePath?: (path: string) => string;
  /** Told that the last line of a file sink was torn and has been ended; its length. */
  readonly onTornLine?: (bytes: number) => void;
}

/**
 * Opens what `auditSinksSchema` has read. Only the modules of the types in use are loaded. No connection is made yet. The
 * sinks are closed by whoever they are given to; when one cannot be opened, this closes the others.
 *
 * @throws Error when a file cannot be opened or a `ca` not read.
 */
export async function openConfiguredSinks<Reference>(
  configs: readonly AuditSinkConfig<Reference>[],
  surroundings: SinkSurroundings<Reference>,
): Promise<AuditSink[]> {
  const opened = await Promise.allSettled(configs.map((config) => openSink(config, surroundings)));
  const sinks = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed === undefined) return sinks;
  await Promise.all(sinks.map((sink) => sink.close()));
  throw failed.reason;
}

async function openSink<Reference>(
  config: AuditSinkConfig<Reference>,
  { readSecret, resolvePath = (path) => path, onTornLine }: SinkSurroundings<Reference>,
): Promise<AuditSink> {
  const { name = config.type } = config;
  const secret = (reference: Reference) => () => readSecret(reference);
  const authorities = async (path: string | undefined) =>
    path === undefined ? {} : { ca: await readFile(resolvePath(path), 'utf8') };

  switch (config.type) {
    case 'stderr': {
      const { openStderrSink } = await import('../sinks/stderr/stderr-sink.ts');
      return openStderrSink({ name });
    }
    case 'file': {
      const { openFileSink } = await import('../sinks/file/file-sink.ts');
      return openFileSink({ name, path: resolvePath(config.path), ...(onTornLine && { onTornLine }) });
    }
    case 'http': {
      const { openHttpSink } = await import('../sinks/http/http-sink.ts');
      return openHttpSink({ name, ...receiverOf(config, secret), ...(await authorities(config.ca)) });
    }
    case 'otlp': {
      const { openOtlpSink } = await import('../sinks/otlp/otlp-sink.ts');
      const { resource } = config;
      return openOtlpSink({ name, resource, ...receiverOf(config, secret), ...(await authorities(config.ca)) });
    }
    case 'postgres': {
      const { openPostgresSink } = await import('../sinks/postgres/postgres-sink.ts');
      const { host, port, database, user, tls, timeout_ms: timeoutMs } = config;
      const password = secret(config.password);
      return openPostgresSink({
        name,
        host,
        port,
        database,
        user,
        password,
        tls,
        timeoutMs,
        ...(await authorities(config.ca)),
      });
    }
  }
}

type Receiver<Reference> = Extract<AuditSinkConfig<Reference>, { readonly type: 'http' | 'otlp' }>;

function receiverOf<Reference>(
  { url, token, headers, timeout_ms: timeoutMs }: Receiver<Reference>,
  secret: (reference: Reference) => () => string | Promise<string>,
) {
  return {
    url,
    timeoutMs,
    headers: Object.fromEntries(Object.entries(headers).map(([header, reference]) => [header, secret(reference)])),
    ...(token !== undefined && { token: secret(token) }),
  };
}
