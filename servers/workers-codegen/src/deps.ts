import { consoleSink, createAuditLog, createDirectStore, queueSink } from '@mcp-chassis/audit';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import { readConfig } from './config/read-config.ts';
import type { Env } from './env.ts';
import { auditWithoutContent } from './events/audit-without-content.ts';
import { createEventLog } from './events/auth-event.ts';
import { createLineLogger } from './events/line-logger.ts';
import { createDriver } from './inference/create-driver.ts';
import { createInference } from './inference/inference.ts';
import { createAgentLimiter } from './limits/agent-limiter.ts';
import { readinessChecks } from './readiness.ts';
import { createRouter } from './routing/create-router.ts';
import type { Runtime } from './runtime.ts';
import { version } from './version.ts';

/** Everything the Worker is made of. The only place that constructs; nothing in it has to be closed. */
export function createDeps(env: Env, { now, fetch, write }: Runtime) {
  const config = readConfig(env);
  const scrub = createScrubber();
  const sinks = [consoleSink({ write }), ...(env.AUDIT_QUEUE === undefined ? [] : [queueSink(env.AUDIT_QUEUE)])];
  const sink = createAuditLog({ scrubber: scrub, store: createDirectStore({ sinks }), now });
  const driver = createDriver(config, env, fetch);
  const inference = createInference(driver, createRouter(config, env.CONFIG, now), now);
  const identity = { name: 'workers-codegen', version, owner: config.OWNER, environment: config.ENVIRONMENT };
  return {
    config,
    identity,
    scrub,
    audit: auditWithoutContent(sink),
    events: createEventLog({ audit: sink, scrub, server: identity, now }),
    log: createLineLogger(write),
    limits: createAgentLimiter(env.CALLS),
    readiness: readinessChecks(driver, env.CONFIG, config.SCRUB_INPUT),
    inference,
    scrubsInput: config.SCRUB_INPUT === 'on',
    referencePrice: config.REFERENCE_PRICE,
    now,
  };
}

/** What the server and its tools are made from. */
export type Deps = ReturnType<typeof createDeps>;
