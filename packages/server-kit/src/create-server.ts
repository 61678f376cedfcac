import { checkConventions, errorCodePattern, errorCodes } from '@mcp-chassis/tool-kit';
import type { ServerIdentity, Violation } from '@mcp-chassis/tool-kit';
import { createCallIds } from './call-ids.ts';
import type { CallPath, Identified } from './call-path.ts';
import { Slots } from './slots.ts';
import { describeError } from './describe-error.ts';
import type { EngineFactory } from './engine/engine.ts';
import { createMcpFace } from './engine/mcp-face.ts';
import { v2Engine } from './engine/v2-engine.ts';
import { createHttpApp } from './http-app.ts';
import { describeWorkersCaller } from './http-caller.ts';
import { silentLogger } from './logger.ts';
import { indexOperations } from './operation-index.ts';
import { runChecks } from './readiness.ts';
import { RunningCalls } from './running-calls.ts';
import type { ChassisServer } from './server.ts';
import type { ServerSpec } from './server-spec.ts';
import { shareWhileRunning } from './share-while-running.ts';
import { createTelemetry } from './telemetry.ts';

const defaultConcurrency = 64;
const defaultDrainMs = 10_000;
/** How long a cancelled call has to end when the server goes down. */
const cancelGraceMs = 2_000;

/**
 * Assembles a server on the default engine.
 *
 * @throws Error that lists every broken convention and every missing guard, with the fix.
 */
export function createServer(spec: ServerSpec): ChassisServer {
  return assembleServer(spec, v2Engine);
}

/** `createServer` on another engine. */
export function assembleServer(spec: ServerSpec, engineFactory: EngineFactory): ChassisServer {
  refuseUnsafe(spec);
  const now = spec.now ?? Date.now;
  const log = spec.log ?? silentLogger;
  const identity: ServerIdentity = {
    name: spec.name,
    version: spec.version,
    owner: spec.owner,
    environment: spec.environment,
  };
  const operations = indexOperations(spec.tools, spec.resources ?? []);
  const identify = async (): Promise<Identified> => {
    const { all, bySchema } = await operations.hashes();
    return { server: { ...identity, toolsHash: all }, schemaHashes: bySchema };
  };
  let identified: Promise<Identified> | undefined;
  const path: CallPath = {
    identify: () => (identified ??= identify()),
    guards: spec,
    layers: spec.layers ?? [],
    operations,
    errorCodes: new Set([...Object.keys(errorCodes), ...(spec.errorCodes ?? [])]),
    slots: new Slots(spec.maxConcurrentCalls ?? defaultConcurrency),
    running: new RunningCalls(),
    telemetry: createTelemetry(identity, spec.metrics?.meterProvider, now),
    log,
    now,
    newId: createCallIds(),
  };
  const face = createMcpFace(spec, path);
  const engine = engineFactory(face, (error) =>
    log.warn({ error: describeError(error) }, 'the MCP engine reported a problem'),
  );
  // `/ready` is open to everybody: however often it is asked, the dependencies must not feel it.
  const checkDependencies = shareWhileRunning(() => runChecks(spec.audit, spec.readiness ?? []));
  const startedAt = now();
  let closing: Promise<void> | undefined;

  async function close(drainMs: number): Promise<void> {
    await path.running.drain(drainMs, cancelGraceMs);
    await engine.close();
    await spec.audit.close();
  }

  const server: ChassisServer = {
    identity,
    engine,
    face,
    log,
    auth: spec.auth,
    http: spec.http ?? {},
    metrics: spec.metrics,
    authenticate: (credentials) => spec.auth.authenticate(credentials),
    reject: (rejection) => spec.audit.reject({ ...rejection, server: identity, at: now() }),
    async readiness() {
      const checks = await checkDependencies();
      const ready = closing === undefined && Object.values(checks).every((state) => state === 'ok');
      const sinks = spec.audit.sinkStates?.();
      const guards = { auth: spec.auth.name, audit: spec.audit.name, scrub: spec.scrub.name };
      return { ready, ...guards, ...(sinks && { audit_sinks: sinks }), checks };
    },
    health: () => ({
      status: closing === undefined ? 'ok' : 'draining',
      name: spec.name,
      version: spec.version,
      uptime_seconds: Math.floor((now() - startedAt) / 1_000),
    }),
    fetch: (request, _env, ctx) => app.fetch(request, { ctx }),
    close: (drainMs = defaultDrainMs) => (closing ??= close(drainMs)),
  };
  const app = createHttpApp(server, describeWorkersCaller);
  return server;
}

function refuseUnsafe(spec: ServerSpec): void {
  const problems = [...checkConventions(spec).map(sayViolation), ...missingGuards(spec)];
  if (problems.length === 0) return;
  throw new Error(`${spec.name} cannot be built:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}

function sayViolation({ subject, rule, problem, fix }: Violation): string {
  return `${subject}: ${problem} [${rule}]; ${fix}`;
}

function* missingGuards(spec: ServerSpec): Generator<string> {
  for (const [guard, value] of Object.entries({ auth: spec.auth, audit: spec.audit, scrub: spec.scrub })) {
    if (value === undefined) yield `\`${guard}\` is missing; pass one, or its named off value`;
  }
  if (spec.owner.trim() === '') yield 'it has no owner [A15]; name the human or team that answers for it';
  if (spec.authorize === undefined && !spec.auth?.loopbackOnly) {
    yield '`authorize` is missing; only a loopback-only `auth` can do without';
  }
  if (spec.approvals === undefined && spec.tools.some((tool) => tool.highestImpact === 'high')) {
    yield '`approvals` is missing, and a tool can be of high impact; pass an approval gate';
  }
  for (const code of spec.errorCodes ?? []) {
    if (!errorCodePattern.test(code)) yield `error code ${code} is not UPPER_SNAKE_CASE`;
  }
}
