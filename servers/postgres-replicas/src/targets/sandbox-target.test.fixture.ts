import type { SandboxAddress } from '@mcp-chassis/sandbox';
import type { Json } from '@mcp-chassis/tool-kit';
import { Client } from 'pg';
import { createDirectAccess } from '../access/direct-access.ts';
import type { ConnectionSource } from '../client/open-connection.ts';
import type { QueryLimits, TargetConfig } from '../config/config.ts';
import { explainDatabaseError } from '../database-error/explain-database-error.ts';
import type { QueryRequest, QueryResult } from '../query/run-query.ts';
import { runQuery } from '../query/run-query.ts';
import { openTarget, type Target, type TargetDeps } from './target.ts';

const limits: QueryLimits = {
  statementTimeoutMs: 8_000,
  lockTimeoutMs: 1_000,
  maxResultBytes: 1_000_000,
  poolSize: 2,
  maxConcurrentPerAgent: 2,
  slowAfterMs: 100,
  maxSlowQueries: 2,
  queueTimeoutMs: 10_000,
  workMemMb: 16,
  parallelWorkers: 0,
};

/** What a test changes of a target of the sandbox. */
export interface Overrides {
  readonly config?: Partial<TargetConfig>;
  readonly limits?: Partial<QueryLimits>;
  readonly password?: string;
}

export function sandboxSource(address: SandboxAddress, overrides: Overrides = {}): ConnectionSource {
  return {
    target: {
      name: 'orders',
      ...address.replica,
      database: 'orders',
      user: address.agent.user,
      password: { kind: 'env', name: 'PASSWORD' },
      tls: 'disable',
      allow: { functions: [], extensions: [] },
      columns: {},
      ...overrides.config,
    },
    limits: { ...limits, ...overrides.limits },
    access: createDirectAccess(),
    env: { PASSWORD: overrides.password ?? address.agent.password },
  };
}

export function sandboxDeps(address: SandboxAddress, overrides: Overrides = {}): TargetDeps {
  const { limits: queryLimits, access, env } = sandboxSource(address, overrides);
  return {
    limits: queryLimits,
    access,
    env,
    clock: Date.now,
    explain: (error, context) => explainDatabaseError(error, { ...context, owner: 'on-call@sandbox.test' }),
  };
}

export function openSandboxTarget(address: SandboxAddress, overrides: Overrides = {}): Target {
  return openTarget(sandboxSource(address, overrides).target, sandboxDeps(address, overrides));
}

/** Runs a query with generous limits. */
export function ask(
  target: Target,
  sql: string,
  params: readonly Json[] = [],
  request: Partial<QueryRequest> = {},
): Promise<QueryResult> {
  return runQuery(target, {
    sql,
    params,
    maxRows: 100,
    agent: 'test-agent',
    signal: new AbortController().signal,
    deadline: Date.now() + 25_000,
    ...request,
  });
}

/** A superuser's session, for arranging a test and watching the servers. */
export async function openAdmin(
  address: SandboxAddress,
  server: 'primary' | 'replica',
  database = 'orders',
): Promise<Client> {
  const client = new Client({ ...address[server], ...address.admin, database });
  await client.connect();
  return client;
}
