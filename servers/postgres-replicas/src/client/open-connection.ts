import { Client, DatabaseError } from 'pg';
import { isToolError } from '@mcp-chassis/tool-kit';
import type { AccessAdapter } from '../access/access-adapter.ts';
import type { QueryLimits, TargetConfig } from '../config/config.ts';
import { resolveSecret } from '../config/resolve-secret.ts';
import { abortError } from './abort-error.ts';
import { connectionFailure, connectionFix } from './connection-failure.ts';
import { createFlightScript } from './flight-script.ts';
import { refusal, type Finding } from './finding.ts';
import { guardrailSettings, startupOptions } from './guardrails.ts';
import { fileFunctions, forbiddenRoles, inspectionSql, revealingRoles } from './inspection-sql.ts';
import { connectionFacts, judgeConnection, type ConnectionFacts } from './judge-connection.ts';
import { ReplicaConnection } from './replica-connection.ts';
import { connectionCheckMs, type ServerFeatures } from './session-settings.ts';
import { tlsOptions } from './tls-options.ts';
import { wireStream } from './wire.ts';

const connectTimeoutMs = 3_000;
/** SQLSTATE of a check for vanished clients on a platform that cannot tell. */
const invalidValue = '22023';

/** What a connection to one target is made from. */
export interface ConnectionSource {
  readonly target: TargetConfig;
  readonly limits: QueryLimits;
  readonly access: AccessAdapter;
  /** Where `env:` secrets are read. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Opens a connection with the guardrails in its startup packet and proves that they hold, that the server is a replica
 * and that the role can do no harm (G2, G3). The secret is read afresh.
 *
 * @throws ToolError `NOT_A_REPLICA`, `TARGET_REFUSED` or `UPSTREAM_UNAVAILABLE`; `CANCELLED` or `TIMEOUT` when `signal`
 * is aborted first.
 */
export async function openConnection(source: ConnectionSource, signal: AbortSignal): Promise<ReplicaConnection> {
  const { connection, findings } = await connect(source, signal);
  const refused = findings.find(({ severity }) => severity === 'refuse');
  if (refused === undefined) return connection;
  await connection.close();
  throw refusal(source.target.name, refused);
}

/**
 * Everything that is wrong with a target, for `--check`: also why it cannot be reached. Empty when all is well.
 *
 * @throws ToolError `CANCELLED` or `TIMEOUT` when `signal` is aborted first.
 */
export async function inspectTarget(source: ConnectionSource, signal: AbortSignal): Promise<readonly Finding[]> {
  try {
    const { connection, findings } = await connect(source, signal);
    await connection.close();
    return findings;
  } catch (error) {
    if (signal.aborted || !isToolError(error) || error.code !== 'UPSTREAM_UNAVAILABLE') throw error;
    const problem = error.message.replace(/^Target [^:]+: /, '').replace(/\.$/, '');
    const fix = connectionFix(error);
    return [{ severity: 'refuse', code: 'UPSTREAM_UNAVAILABLE', problem, ...(fix === undefined ? {} : { fix }) }];
  }
}

interface Opened {
  readonly connection: ReplicaConnection;
  readonly findings: readonly Finding[];
}

async function connect({ target, limits, access, env }: ConnectionSource, signal: AbortSignal): Promise<Opened> {
  let client: Client | undefined;
  const abort = () => client !== undefined && wireStream(client).destroy();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const settings = guardrailSettings(limits);
    const [destination, tls, password] = await Promise.all([
      access.open(target, signal),
      tlsOptions(target),
      resolveSecret(target.password, env),
    ]);
    signal.throwIfAborted();
    client = new Client({
      ...destination,
      database: target.database,
      user: target.user,
      password,
      ssl: tls ?? false,
      options: startupOptions(settings),
      application_name: applicationName(target.name),
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    // The connection's own queries hear of a broken socket; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    const facts = await readFacts(client, Object.keys(settings));
    const script = createFlightScript(await probeFeatures(client, facts.version), limits.statementTimeoutMs);
    const connection = new ReplicaConnection(client, destination, tls, script);
    if (!(await connection.prepare())) throw new Error('the session could not be made ready for queries');
    return { connection, findings: judgeConnection(facts, settings) };
  } catch (error) {
    if (client !== undefined) wireStream(client).destroy();
    if (signal.aborted) throw abortError(signal);
    throw connectionFailure(target.name, error);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** How this server names itself to a database, before an agent is known. */
function applicationName(target: string): string {
  return `mcp-chassis/${target}`;
}

async function readFacts(client: Client, settings: readonly string[]): Promise<ConnectionFacts> {
  const reported = [...forbiddenRoles, ...revealingRoles];
  const { rows } = await client.query<{ facts: string }>(inspectionSql, [settings, reported, fileFunctions]);
  return connectionFacts.parse(JSON.parse(rows[0]?.facts ?? 'null'));
}

async function probeFeatures(client: Client, version: number): Promise<ServerFeatures> {
  const canCheck = () =>
    client.query(`SELECT set_config('client_connection_check_interval', $1, false)`, [connectionCheckMs]).then(
      () => true,
      (error: unknown) => {
        if (error instanceof DatabaseError && error.code === invalidValue) return false;
        throw error;
      },
    );
  return { transactionTimeout: version >= 170_000, connectionCheck: version >= 140_000 && (await canCheck()) };
}
