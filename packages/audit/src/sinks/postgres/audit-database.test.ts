import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditEntry, OutcomeRecord } from '../../record.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openAuditDatabase, type AuditDatabase } from './audit-database.test.fixture.ts';
import { maintainAuditDatabase } from './maintain-audit-database.ts';
import { migrateAuditDatabase } from './migrate-audit-database.ts';
import { openPostgresSink } from './postgres-sink.ts';

const never = new AbortController().signal;

let database: AuditDatabase;
beforeEach(async () => {
  database = await openAuditDatabase();
});
afterEach(() => database.drop());

const migrate = (upTo?: number, retainMonths?: number) =>
  migrateAuditDatabase(database.as('owner'), {
    roles: database.roles,
    ...(upTo !== undefined && { upTo }),
    ...(retainMonths !== undefined && { retainMonths }),
  });

const maintain = (monthsAhead?: number, from?: string) =>
  maintainAuditDatabase(database.as('maintainer'), {
    ...(monthsAhead !== undefined && { monthsAhead }),
    ...(from !== undefined && { from }),
  });

async function deliver(...entries: AuditEntry[]): Promise<void> {
  const sink = openPostgresSink(database.as('writer'));
  await sink.deliver(keptEntries(...entries), never);
  await sink.close();
}

const partitions = async () =>
  (
    await database.run<{ name: string }>(
      `select relname as name from pg_class where relname ~ '^entries_\\d' and relkind = 'r' order by 1`,
    )
  ).map(({ name }) => name);

/** The name of the partition of a month, counted from the current one. */
function partitionOf(month: number): string {
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1));
  return `entries_${first.toISOString().slice(0, 7).replace('-', '_')}`;
}

/** An entry of this moment, whenever the test runs. */
const currentEntry = (index: number): OutcomeRecord => {
  const at = new Date().toISOString();
  return { ...sampleEntry(index), at, started_at: at };
};

test('a migrated database takes records of this month and the three after it [C3]', async () => {
  expect(await migrate()).toEqual({ applied: [1, 2, 3], version: 3 });
  expect(await partitions()).toEqual([0, 1, 2, 3].map(partitionOf));
  const entry = currentEntry(1);
  await deliver(entry);
  expect(await database.read()).toEqual([entry]);
});

test('migrations may run again, and from several places at once [C3]', async () => {
  const reports = await Promise.all([migrate(), migrate(), migrate()]);
  expect(reports.flatMap(({ applied }) => applied)).toEqual([1, 2, 3]);
  expect(await migrate()).toEqual({ applied: [], version: 3 });
});

test('the code of today writes to a database of every version, also while it is being migrated [C3]', async () => {
  await migrate(1);
  await database.run(
    `create table mcp_audit.${partitionOf(0)} partition of mcp_audit.entries for values from ('2020-01-01T00:00Z') to ('2999-01-01T00:00Z')`,
  );
  const sink = openPostgresSink(database.as('writer'));
  await sink.deliver(keptEntries(currentEntry(1)), never);
  await database.run(`alter table mcp_audit.entries detach partition mcp_audit.${partitionOf(0)}`);
  await database.run(`drop table mcp_audit.${partitionOf(0)}`);
  for (const version of [2, 3]) {
    expect(await migrate(version)).toEqual({ applied: [version], version });
    await sink.deliver(keptEntries(currentEntry(version)), never);
  }
  await sink.close();
  expect((await database.read()).map(({ stream }) => stream.seq)).toEqual([2, 3]);
});

test('the code of today writes to, maintains and migrates a database that later code has been at [C3]', async () => {
  await migrate();
  await database.run(`alter table mcp_audit.entries add column region text default 'eu', add column checked boolean`);
  await database.run(`insert into mcp_audit.migrations (version, name) values (4, 'regions')`);
  expect(await migrate()).toEqual({ applied: [], version: 4 });
  expect(await maintain(4)).toEqual({ made: [partitionOf(4)], dropped: [] });
  await deliver(currentEntry(1));
  expect(await database.read()).toHaveLength(1);
});

test('the maintenance makes the partitions that are missing, and may run from several places at once [C3]', async () => {
  await migrate();
  const reports = await Promise.all([maintain(5), maintain(5)]);
  expect(reports.flatMap(({ made }) => made)).toEqual([4, 5].map(partitionOf));
  expect(await maintain()).toEqual({ made: [], dropped: [] });
  expect(await maintain(0, isoMonth(-2))).toEqual({ made: [-2, -1].map(partitionOf), dropped: [] });
});

const isoMonth = (month: number) => partitionOf(month).slice(8).replace('_', '-');

test('retention drops whole months, by the setting of the owner and the clock of the database [C3]', async () => {
  await migrate(undefined, 2);
  await maintain(0, isoMonth(-4));
  expect(await maintain()).toEqual({ made: [], dropped: [-4, -3].map(partitionOf) });
  expect(await partitions()).toEqual([-2, -1, 0, 1, 2, 3].map(partitionOf));
  await migrate();
  expect(await maintain()).toEqual({ made: [], dropped: [] });
});

test('partitions are made while records come in [C3]', async () => {
  await migrate();
  const sink = openPostgresSink(database.as('writer'));
  const deliveries = (async () => {
    for (let index = 0; index < 50; index += 1) await sink.deliver(keptEntries(currentEntry(index)), never);
  })();
  for (let ahead = 4; ahead < 10; ahead += 1) await maintain(ahead);
  await deliveries;
  await sink.close();
  expect(await database.read()).toHaveLength(50);
});

test('the role of the maintenance can make partitions and drop expired ones, and nothing else [C3]', async () => {
  await migrate(undefined, 2);
  await deliver(currentEntry(1));
  const statements = [
    'select * from mcp_audit.entries',
    `insert into mcp_audit.entries (time, key, phase, entry) values (now(), '', '', '{}')`,
    'delete from mcp_audit.entries',
    `drop table mcp_audit.${partitionOf(0)}`,
    'update mcp_audit.settings set retain_months = 1',
    'create table mcp_audit.mine ()',
    `alter function mcp_audit.make_partitions owner to current_user`,
  ];
  for (const statement of statements) {
    await database.run('begin');
    await database.run(`set local role ${database.roles.maintainer}`);
    await expect(database.run(statement)).rejects.toMatchObject({ code: '42501' });
    await database.run('rollback');
  }
  expect(await maintain()).toEqual({ made: [], dropped: [] });
});

test('a reader sees one row per call, with or without its outcome [C3]', async () => {
  await migrate();
  const done = currentEntry(1);
  const { outcome: _outcome, scrubbed: _scrubbed, duration_ms: _duration, ...begun } = currentEntry(2);
  await deliver({ ...done, phase: 'attempt' }, done, { ...begun, phase: 'attempt' });
  await database.run('begin');
  await database.run(`set local role ${database.roles.reader}`);
  const rows = await database.run('select call_id, status, agent, operation from mcp_audit.calls order by call_id');
  await database.run('rollback');
  expect(rows).toEqual([
    { call_id: done.call_id, status: 'success', agent: 'sample-agent', operation: 'list_samples' },
    { call_id: begun.call_id, status: 'under way', agent: 'sample-agent', operation: 'list_samples' },
  ]);
});

test.each(['2026-13', '2026-1', "2026-01'; drop table x"])('%s is no month to begin with [C3]', async (from) => {
  await expect(maintain(0, from)).rejects.toThrow('audit: from is not YYYY-MM');
});
