import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuditDatabase, type AuditDatabase } from '../sinks/postgres/audit-database.test.fixture.ts';
import { runCli } from './run-cli.ts';

let database: AuditDatabase;
beforeAll(async () => {
  database = await openAuditDatabase();
});
afterAll(() => database.drop());

async function runWith(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await runCli(['postgres', ...args], { ...io, env, signal: new AbortController().signal });
  return { code, out, err };
}

function run(role: 'owner' | 'maintainer', ...args: string[]) {
  const { host, port, database: name, user, password } = database.as(role);
  const address = ['--host', host, '--port', String(port), '--database', name, '--user', user, '--no-tls'];
  return runWith([...args, ...address, '--password', 'env:PW'], { PW: String(password) });
}

const printed = (...out: unknown[]) => ({ code: 0, out, err: [] });

test('a database is migrated and maintained from the command line [C3]', async () => {
  const { writer, maintainer, reader } = database.roles;
  const roles = ['--writer', writer, '--maintainer', maintainer, '--reader', reader];
  expect(await run('owner', 'migrate', ...roles, '--retain-months', '24')).toEqual(
    printed('version 3, applied 1, 2, 3'),
  );
  expect(await run('owner', 'migrate', ...roles)).toEqual(printed('version 3, nothing to do'));
  expect(await run('maintainer', 'maintain')).toEqual(printed('nothing to do'));
  expect(await run('maintainer', 'maintain', '--months-ahead', '4')).toEqual(
    printed(expect.stringMatching(/^made entries_\d{4}_\d\d$/)),
  );
  expect(await database.run('select retain_months from mcp_audit.settings')).toEqual([{ retain_months: 24 }]);
});

test('a role that does not exist is named, and nothing was changed by then [C3]', async () => {
  await database.run('drop schema if exists mcp_audit cascade');
  expect(await run('owner', 'migrate', '--writer', 'nobody', '--maintainer', database.roles.maintainer)).toEqual({
    code: 1,
    out: [],
    err: ['mcp-audit: role "nobody" does not exist'],
  });
  expect(await database.run(`select 1 from pg_namespace where nspname = 'mcp_audit'`)).toEqual([]);
});

const target = ['--host', '127.0.0.1', '--port', '1', '--database', 'a', '--user', 'm'];

test('a database that is not there ends with 1 and says so, without the password [C3]', async () => {
  const { code, err } = await runWith(['maintain', ...target, '--no-tls', '--password', 'env:PW'], { PW: 'hunter2' });
  expect({ code, err }).toEqual({ code: 1, err: ['mcp-audit: connect ECONNREFUSED 127.0.0.1:1'] });
});

test.each([
  [[], 'expected postgres migrate or postgres maintain'],
  [['maintain'], '--host is missing'],
  [['maintain', 'twice'], 'unexpected argument twice'],
  [['maintain', '--frm', '2026-01'], "Unknown option '--frm'"],
  [['maintain', ...target, '--port', 'x'], '--port: expected a number'],
  [
    ['maintain', ...target, '--password', 'hunter2'],
    '--password: write env:NAME or file:PATH, never the secret itself',
  ],
  [['maintain', ...target, '--password', 'env:NONE'], '--password: env:NONE is empty'],
  [['maintain', ...target, '--password', 'file:/nowhere'], '--password: /nowhere cannot be read'],
])('%j is refused with a reason that repeats no secret [A15]', async (args, reason) => {
  const { code, out, err } = await runWith(args);
  expect({ code, out, err }).toEqual({
    code: 2,
    out: [],
    err: [expect.stringContaining(reason), 'Try mcp-audit --help.'],
  });
  expect(err.join()).not.toContain('hunter2');
});
