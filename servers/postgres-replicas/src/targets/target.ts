import type { ToolError } from '@mcp-chassis/tool-kit';
import type { AccessAdapter } from '../access/access-adapter.ts';
import { createConnectionPool } from '../client/connection-pool.ts';
import { openConnection } from '../client/open-connection.ts';
import type { QueryLimits, TargetConfig } from '../config/config.ts';
import type { GuardTarget } from '../guard/guard-target.ts';
import { loadFunctionCatalog } from '../guard/load-function-catalog.ts';
import type { AsOf } from '../query/as-of.ts';
import type { ExplainDatabaseError, QueryTarget } from '../query/query-target.ts';
import { runCatalogQuery } from '../query/run-catalog-query.ts';
import { createStatementShapes } from '../query/statement-shape.ts';
import { createColumnOrigins } from '../values/column-origins.ts';
import { createTypeCatalog } from '../values/type-catalog.ts';
import { knownNamesSql, noNames, readKnownNames } from '../query/known-names.ts';
import { strictColumns } from './column-policies.ts';
import { createSharedLoad } from './shared-load.ts';
import { nextState, type TargetState } from './target-state.ts';

const catalogKeepMs = 300_000;
const catalogTimeoutMs = 8_000;
const probeKeepMs = 3_000;
const probeTimeoutMs = 4_000;

/** A replica agents may query. Connects when it is first needed. */
export interface Target extends QueryTarget {
  readonly config: TargetConfig;
  /**
   * Asks the target how it is, at most every 3 s, for at most 4 s. Never throws for what is wrong with the target.
   *
   * @throws ToolError `CANCELLED` or `TIMEOUT` when `signal` is aborted first.
   */
  probe(signal: AbortSignal): Promise<TargetProbe>;
  /**
   * What the guard must know of the target. Kept for 5 minutes.
   *
   * @throws ToolError as a query does.
   */
  rules(signal: AbortSignal): Promise<GuardTarget>;
  close(): Promise<void>;
}

/** How a target is. `asOf` is there while it answers. */
export interface TargetProbe {
  readonly state: TargetState;
  readonly asOf?: AsOf;
}

/** What targets are made from. */
export interface TargetDeps {
  readonly limits: QueryLimits;
  readonly access: AccessAdapter;
  readonly env: NodeJS.ProcessEnv;
  readonly explain: ExplainDatabaseError;
  /** Epoch ms. Says how old what is kept is. */
  readonly clock: () => number;
}

/** A target that has not been contacted yet. */
export function openTarget(config: TargetConfig, deps: TargetDeps): Target {
  const { limits, access, env, clock } = deps;
  const pool = createConnectionPool({
    open: (signal) => openConnection({ target: config, limits, access, env }, signal),
    size: limits.poolSize,
    perAgent: limits.maxConcurrentPerAgent,
    slow: limits.maxSlowQueries,
    slowAfterMs: limits.slowAfterMs,
    waitMs: limits.queueTimeoutMs,
  });
  const types = createTypeCatalog();
  const origins = createColumnOrigins();
  let state: TargetState = { status: 'unknown' };
  const note = (error: ToolError | undefined) => {
    if (error?.code === 'NOT_A_REPLICA') pool.invalidate();
    const before = state;
    state = nextState(state, error);
    // What a probe said before is outdated, and its next answer is better than one query's error.
    if (state.status !== before.status) probe.forget();
  };
  const names = createSharedLoad({ load: () => loadNames(), keepMs: catalogKeepMs, clock });
  const target: QueryTarget = {
    name: config.name,
    limits,
    pool,
    types,
    origins,
    shapeOf: createStatementShapes(),
    explain: deps.explain,
    names: (signal) => names.get(signal).catch(() => noNames),
    note,
  };
  const readCatalog = async (sql: string) => {
    const signal = AbortSignal.timeout(catalogTimeoutMs);
    return (await runCatalogQuery(target, { sql, signal, deadline: Date.now() + catalogTimeoutMs })).rows;
  };
  const loadNames = async () => readKnownNames((await readCatalog(knownNamesSql))[0]);

  const ask = async (): Promise<TargetProbe> => {
    // While every connection is at work for somebody, they are the proof.
    if (pool.isBusy() && state.status === 'ok') return { state };
    const signal = AbortSignal.timeout(probeTimeoutMs);
    try {
      const { asOf } = await runCatalogQuery(target, {
        sql: 'SELECT',
        signal,
        deadline: Date.now() + probeTimeoutMs,
        agent: 'probe',
      });
      return { state, asOf };
    } catch {
      if (signal.aborted)
        state = { status: 'unreachable', reason: `Target ${config.name}: it does not answer in time.` };
      return { state };
    }
  };
  const probe = createSharedLoad({ load: ask, keepMs: probeKeepMs, clock });
  const loadRules = async (): Promise<GuardTarget> => {
    const functions = await loadFunctionCatalog(readCatalog);
    types.clear();
    origins.clear();
    return {
      functions,
      allowFunctions: config.allow.functions,
      allowExtensions: config.allow.extensions,
      strictColumns: strictColumns(config),
    };
  };
  const rules = createSharedLoad({ load: loadRules, keepMs: catalogKeepMs, clock });

  return {
    ...target,
    config,
    probe: async (signal) => {
      const last = await probe.get(signal);
      // A query since then knows better.
      return state.status === last.state.status ? last : { state };
    },
    rules: (signal) => rules.get(signal),
    close: () => pool.close(),
  };
}
