import { isToolError, ToolError } from '@mcp-chassis/tool-kit';

/** Why a connection could not be opened, by SQLSTATE or system code: a problem for agents, a fix for operators. */
const failures: Readonly<
  Record<string, { readonly problem: string; readonly fix: string; readonly retryable: boolean }>
> = {
  '28P01': { problem: 'the database refused the login', fix: 'check user and password', retryable: false },
  '28000': {
    problem: 'the database refused the login',
    fix: 'check that pg_hba.conf lets the role in and that ALTER ROLE ... LOGIN was run',
    retryable: false,
  },
  '3D000': { problem: 'its database does not exist', fix: 'check the key database', retryable: false },
  '42501': { problem: 'its role may not connect', fix: 'GRANT CONNECT ON DATABASE ... TO ...;', retryable: false },
  '53300': {
    problem: 'it has no free connection',
    fix: 'lower limits.pool_size or raise max_connections',
    retryable: true,
  },
  '57P03': {
    problem: 'it is starting or shutting down',
    fix: 'wait until the server accepts connections',
    retryable: true,
  },
  ECONNREFUSED: {
    problem: 'nothing answers there',
    fix: 'check host and port, and that Postgres runs',
    retryable: true,
  },
  ENOTFOUND: { problem: 'its host name is unknown', fix: 'check host', retryable: false },
  EAI_AGAIN: { problem: 'its host name cannot be looked up now', fix: 'check DNS', retryable: true },
};

const certificateProblem = {
  problem: 'its TLS certificate could not be verified',
  fix: 'name the authority in ca, and use the host name the certificate was issued for',
  retryable: false,
};

const silent = { problem: 'it does not answer', fix: 'check host, port and what stands between', retryable: true };

const noTls = { problem: 'it does not speak TLS', fix: 'set ssl = on on the server', retryable: false };

const unknown = { problem: 'it cannot be reached', fix: 'see the cause in the log', retryable: true };

/** Words for an error while connecting to `target`: without host, port, role or what the server said. */
export function connectionFailure(target: string, error: unknown): ToolError {
  if (isToolError(error)) {
    return new ToolError(error.code, `Target ${target}: ${error.message}`, { cause: error.cause, retryable: true });
  }
  const { problem, fix, retryable } = explain(error);
  return new ToolError('UPSTREAM_UNAVAILABLE', `Target ${target}: ${problem}.`, {
    retryable,
    cause: new Error(fix, { cause: error }),
  });
}

/** What an operator can do about a `connectionFailure`. */
export function connectionFix(error: ToolError): string | undefined {
  return error.cause instanceof Error ? error.cause.message : undefined;
}

function explain(error: unknown): { readonly problem: string; readonly fix: string; readonly retryable: boolean } {
  if (!(error instanceof Error)) return unknown;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = failures[code];
  if (known !== undefined) return known;
  if (code === 'ETIMEDOUT' || error.message === 'timeout expired') return silent;
  if (/^(?:ERR_TLS_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_)/.test(code)) return certificateProblem;
  return error.message === 'The server does not support SSL connections' ? noTls : unknown;
}
