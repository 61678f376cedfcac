import { openConfiguredSinks } from '@mcp-chassis/audit/config';
import { openAuditLog } from '@mcp-chassis/audit/node';
import type { Logger, ServerMetrics } from '@mcp-chassis/server-kit';
import type { AuditLog, Scrubber } from '@mcp-chassis/tool-kit';
import type { AuditConfig } from './config/config.ts';
import { resolveSecret } from './config/resolve-secret.ts';

/** What the audit log is opened with. */
export interface AuditDeps {
  readonly scrubber: Scrubber;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Logger;
  readonly metrics: ServerMetrics | undefined;
}

/** Opens the audit log as it is configured. Secrets of its sinks are read when they are needed. */
export async function openAudit(config: AuditConfig, { scrubber, env, log, metrics }: AuditDeps): Promise<AuditLog> {
  const { directory, keys, whenUnavailable, maxBytes, resolvePath } = config;
  const sinks = await openConfiguredSinks(config.sinks, {
    resolvePath,
    readSecret: (reference) =>
      resolveSecret(reference.kind === 'file' ? { kind: 'file', path: resolvePath(reference.path) } : reference, env),
    onTornLine: (bytes) => log.warn({ bytes }, 'audit: the last line of the file was torn and has been ended'),
  });
  return openAuditLog({
    directory,
    scrubber,
    sinks,
    keys,
    whenUnavailable,
    limits: { maxBytes },
    ...(metrics && { meterProvider: metrics.meterProvider }),
    log,
  });
}
