import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { maintainAuditDatabase } from '../sinks/postgres/maintain-audit-database.ts';
import { migrateAuditDatabase } from '../sinks/postgres/migrate-audit-database.ts';
import type { PostgresAddress } from '../sinks/postgres/postgres-address.ts';
import { readSecretArgument } from './read-secret-argument.ts';

/** Shown by `mcp-audit postgres --help`. */
export const postgresHelp = `mcp-audit postgres migrate   prepares a database for the sink, or brings it to the newest version
mcp-audit postgres maintain  makes the partitions of the months to come, drops those past their retention

  --host HOST --database NAME --user ROLE   migrate: the role that shall own it all; maintain: the maintainer
  --password env:NAME | file:PATH
  --port N              5432 by default
  --ca FILE             authorities to trust instead of the system's (PEM)
  --no-tls              for a loopback host only

migrate:
  --writer ROLE --maintainer ROLE [--reader ROLE]   roles that exist; they get their rights
  --retain-months N     whole months to keep before the current one (13 at first)
maintain:
  --months-ahead N      3 by default
  --from YYYY-MM        an earlier month to begin with, for records that come late
`;

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
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>['values'];

/**
 * Runs `mcp-audit postgres ARGS` and returns what to print.
 *
 * @throws Error that says what is wrong with the arguments, or what the database said. It holds no credential.
 */
export async function runPostgresCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { values, positionals } = parse(args);
  if (values.help) return postgresHelp;
  const [action, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`unexpected argument ${rest.join(' ')}`);
  if (action === 'migrate') return migrate(values, await readAddress(values, env));
  if (action === 'maintain') return maintain(values, await readAddress(values, env));
  throw new Error('expected migrate or maintain');
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true });

async function migrate(values: Values, address: PostgresAddress): Promise<string> {
  const { reader, 'retain-months': retainMonths } = values;
  const { applied, version } = await migrateAuditDatabase(address, {
    roles: {
      writer: required(values, 'writer'),
      maintainer: required(values, 'maintainer'),
      ...(reader !== undefined && { reader }),
    },
    ...(retainMonths !== undefined && { retainMonths: count('retain-months', retainMonths) }),
  });
  return applied.length === 0
    ? `version ${version}, nothing to do\n`
    : `version ${version}, applied ${applied.join(', ')}\n`;
}

async function maintain(values: Values, address: PostgresAddress): Promise<string> {
  const { from, 'months-ahead': monthsAhead } = values;
  const { made, dropped } = await maintainAuditDatabase(address, {
    monthsAhead: count('months-ahead', monthsAhead),
    ...(from !== undefined && { from }),
  });
  return (
    [...made.map((name) => `made ${name}\n`), ...dropped.map((name) => `dropped ${name}\n`)].join('') ||
    'nothing to do\n'
  );
}

async function readAddress(
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): Promise<PostgresAddress> {
  const { port, ca } = values;
  return {
    host: required(values, 'host'),
    port: count('port', port),
    database: required(values, 'database'),
    user: required(values, 'user'),
    password: await readSecretArgument('--password', required(values, 'password'), env),
    tls: values['no-tls'] ? 'disable' : 'verify-full',
    ...(ca !== undefined && { ca: await readFile(ca, 'utf8') }),
  };
}

function required(values: Values, name: 'host' | 'database' | 'user' | 'password' | 'writer' | 'maintainer'): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

function count(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Error(`--${name}: expected a number`);
  return Number(text);
}
