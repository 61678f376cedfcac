import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuditDatabase, type AuditDatabase } from '../sinks/postgres/audit-database.test.fixture.ts';
import { runPostgresCommand } from './postgres-command.ts';

let database: AuditDatabase;
beforeAll(async () => {
  database = await openAuditDatabase();
});
afterAll(() => database.drop());

function run(role: 'owner' | 'maintainer', ...args: string[]): Promise<string> {
  const { host, port, database: name, user, password } = database.as(role);
  const address = ['--host', host, '--port', String(port), '--database', name, '--user', user, '--no-tls'];
  return runPostgresCommand([...args, ...address, '--password', 'env:PW'], { PW: String(password) });
}

test('a database is migrated and maintained from the command line [C3]', async () => {
  const { writer, maintainer, reader } = database.roles;
  const roles = ['--writer', writer, '--maintainer', maintainer, '--reader', reader];
  expect(await run('owner', 'migrate', ...roles, '--retain-months', '24')).toBe('version 3, applied 1, 2, 3\n');
  expect(await run('owner', 'migrate', ...roles)).toBe('version 3, nothing to do\n');
  expect(await run('maintainer', 'maintain')).toBe('nothing to do\n');
  expect(await run('maintainer', 'maintain', '--months-ahead', '4')).toMatch(/^made entries_\d{4}_\d\d\n$/);
  expect(await database.run('select retain_months from mcp_audit.settings')).toEqual([{ retain_months: 24 }]);
});

test('a role that does not exist is named, and nothing was changed by then [C3]', async () => {
  await database.run('drop schema if exists mcp_audit cascade');
  const migrating = run('owner', 'migrate', '--writer', 'nobody', '--maintainer', database.roles.maintainer);
  await expect(migrating).rejects.toThrow('role "nobody" does not exist');
  expect(await database.run(`select 1 from pg_namespace where nspname = 'mcp_audit'`)).toEqual([]);
});

test('the secret itself, typed where its place is asked for, is not repeated [A15]', async () => {
  const args = ['maintain', '--host', 'db', '--database', 'a', '--user', 'm', '--password', 'hunter2'];
  await expect(runPostgresCommand(args, {})).rejects.toThrow(
    /^--password: write env:NAME or file:PATH, never the secret itself$/,
  );
});

test.each([
  [[], 'expected migrate or maintain'],
  [['maintain'], '--host is missing'],
  [['maintain', 'twice'], 'unexpected argument twice'],
  [['maintain', '--frm', '2026-01'], "Unknown option '--frm'"],
])('%j is refused with a reason [A15]', async (args, reason) => {
  await expect(runPostgresCommand(args, {})).rejects.toThrow(reason);
});
