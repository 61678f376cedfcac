import { parseArgs } from 'node:util';
import { maintainAuditDatabase } from '../sinks/postgres/maintain-audit-database.ts';
import { migrateAuditDatabase } from '../sinks/postgres/migrate-audit-database.ts';
import type { PostgresAddress } from '../sinks/postgres/postgres-address.ts';
import { exitCodes, UsageError, type CliIo } from './cli-io.ts';
import { readSecretArgument, readText } from './read-secret-argument.ts';

const options = {
  host: { type: 'string' },
  port: { type: 'string', default: '5432' },
  database: { type: 'string' },
  user: { type: 'string' },
  password: { type: 'string' },
  ca: { type: 'string' },
  'no-tls': { type: 'boolean', default: false },
  writer: { type: 'string' },
  maintainer: { type: 'string' },
  reader: { type: 'string' },
  'retain-months': { type: 'string' },
  'months-ahead': { type: 'string', default: '3' },
  from: { type: 'string' },
} as const;

type Values = ReturnType<typeof parse>['values'];

/** `mcp-audit postgres`. */
export async function postgresCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parse(args);
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`unexpected argument ${rest.join(' ')}`);
  const run = action === 'migrate' ? migrate : action === 'maintain' ? maintain : undefined;
  if (run === undefined) throw new UsageError('expected postgres migrate or postgres maintain');
  const address = await readAddress(values, io);
  try {
    for (const line of await run(values, address)) io.out(line);
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Whoever runs this may know what the database says; no credential is in it.
    const says = error instanceof Error ? error.message : '';
    io.err(`mcp-audit: ${says === '' ? 'the database cannot be reached' : says}`);
    return exitCodes.found;
  }
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true });

async function migrate(values: Values, address: PostgresAddress): Promise<string[]> {
  const { reader, 'retain-months': retainMonths } = values;
  const { applied, version } = await migrateAuditDatabase(address, {
    roles: {
      writer: required(values, 'writer'),
      maintainer: required(values, 'maintainer'),
      ...(reader !== undefined && { reader }),
    },
    ...(retainMonths !== undefined && { retainMonths: count('retain-months', retainMonths) }),
  });
  return [`version ${version}, ${applied.length === 0 ? 'nothing to do' : `applied ${applied.join(', ')}`}`];
}

async function maintain(values: Values, address: PostgresAddress): Promise<string[]> {
  const { from, 'months-ahead': monthsAhead } = values;
  const { made, dropped } = await maintainAuditDatabase(address, {
    monthsAhead: count('months-ahead', monthsAhead),
    ...(from !== undefined && { from }),
  });
  const lines = [...made.map((name) => `made ${name}`), ...dropped.map((name) => `dropped ${name}`)];
  return lines.length === 0 ? ['nothing to do'] : lines;
}

async function readAddress(values: Values, { env }: CliIo): Promise<PostgresAddress> {
  const { port, ca } = values;
  return {
    host: required(values, 'host'),
    port: count('port', port),
    database: required(values, 'database'),
    user: required(values, 'user'),
    password: await readSecretArgument('--password', required(values, 'password'), env),
    tls: values['no-tls'] ? 'disable' : 'verify-full',
    ...(ca !== undefined && { ca: await readText('--ca', ca) }),
  };
}

function required(values: Values, name: 'host' | 'database' | 'user' | 'password' | 'writer' | 'maintainer'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} is missing`);
  return value;
}

function count(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`--${name}: expected a number`);
  return Number(text);
}
