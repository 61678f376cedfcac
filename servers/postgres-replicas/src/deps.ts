import { createScrubber } from '@mcp-chassis/pii-scrub';
import type { Logger } from '@mcp-chassis/server-kit';
import { openMetrics, type Transport } from '@mcp-chassis/server-kit/node';
import { createDirectAccess } from './access/direct-access.ts';
import type { Config } from './config/config.ts';
import { explainDatabaseError } from './database-error/explain-database-error.ts';
import { openSqlGuard } from './guard/judge-sql.ts';
import { withKeptVerdicts } from './guard/kept-verdicts.ts';
import { openAudit } from './open-audit.ts';
import { createReplicaReader } from './query/replica-reader.ts';
import { columnPolicies } from './targets/column-policies.ts';
import { openTargetRegistry } from './targets/target-registry.ts';
import { readVersion } from './version.ts';

/** Everything the server is made of. The only place that constructs; `close` undoes it. */
export async function openDeps(config: Config, transport: Transport, env: NodeJS.ProcessEnv, log: Logger) {
  for (const warning of config.warnings) log.warn({}, warning);
  const scrub = createScrubber({ columns: columnPolicies(config.targets), types: { connection: 'redact' } });
  // Over stdio nobody can ask for them; they go to the OpenTelemetry SDK that is registered, if any.
  const metrics =
    transport.kind === 'http' ? openMetrics({ name: 'postgres-replicas', version: readVersion() }) : undefined;
  const audit = await openAudit(config.audit, { scrubber: scrub, env, log, metrics });
  const targets = openTargetRegistry(config.targets, {
    limits: config.limits,
    access: createDirectAccess(),
    env,
    explain: (error, context) => explainDatabaseError(error, { ...context, owner: config.owner }),
    clock: Date.now,
  });
  const reader = createReplicaReader({ targets, guard: withKeptVerdicts(await openSqlGuard()) });
  return {
    scrub,
    audit,
    targets,
    reader,
    metrics,
    close: () => targets.close(),
  };
}
