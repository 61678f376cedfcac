import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { entryKey } from '../../entry-key.ts';
import type { AuditEntry } from '../../record.ts';
import { describeAuditSink } from '../../testing/describe-audit-sink.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openFaultProxy, type FaultProxy } from '../net/fault-proxy.test.fixture.ts';
import { createTimeouts } from '../net/timeouts.test.fixture.ts';
import { openAuditDatabase, type AuditDatabase } from './audit-database.test.fixture.ts';
import { maintainAuditDatabase } from './maintain-audit-database.ts';
import { migrateAuditDatabase } from './migrate-audit-database.ts';
import { openPostgresSink, type PostgresSinkOptions } from './postgres-sink.ts';

const now = () => Date.parse('2026-11-21T08:00:00Z');
const never = new AbortController().signal;

let database: AuditDatabase;

beforeAll(async () => {
  database = await openAuditDatabase();
  await migrateAuditDatabase(database.as('owner'), { roles: database.roles });
  await maintainAuditDatabase(database.as('maintainer'), { from: '2026-01' });
});
afterAll(() => database.drop());

const openSink = (options: Partial<PostgresSinkOptions> = {}) =>
  openPostgresSink({ ...database.as('writer'), now, ...options });

const weather = (state: FaultProxy['weather']) => ({
  cause: ({ proxy }: { readonly proxy: FaultProxy }) => void (proxy.weather = state),
  mend: ({ proxy }: { readonly proxy: FaultProxy }) => void (proxy.weather = 'passes'),
});

describeAuditSink('openPostgresSink', {
  async open() {
    await database.run('truncate mcp_audit.entries');
    await database.run('alter table mcp_audit.entries drop constraint if exists refused');
    const { port = 0, password } = database.as('writer');
    const proxy = await openFaultProxy(port);
    const clock = createTimeouts();
    proxy.onLoss = clock.expire;
    const open = () => openSink({ port: proxy.port, timeoutSignal: clock.start });
    return {
      proxy,
      sink: open(),
      reopen: async () => open(),
      // The order of rows with one received_at is that of their keys here, not that of a batch.
      read: async () => (await database.read()).sort((one, other) => one.stream.seq - other.stream.seq),
      secrets: [String(password)],
      dispose: () => proxy.close(),
    };
  },
  faults: {
    'is down': { cause: ({ proxy }) => proxy.goDown(), mend: ({ proxy }) => proxy.comeUp() },
    hangs: weather('holds requests'),
    'commits a batch and loses its answer': weather('loses answers'),
    'resets the connection': weather('resets'),
    'has no partition for the month': {
      cause: () => database.run('alter table mcp_audit.entries detach partition mcp_audit.entries_2026_11'),
      mend: () =>
        database.run(
          `alter table mcp_audit.entries attach partition mcp_audit.entries_2026_11
           for values from ('2026-11-01T00:00Z') to ('2026-12-01T00:00Z')`,
        ),
    },
    'lets the role in no more': {
      cause: async () => {
        await database.run(`alter role ${database.roles.writer} nologin`);
        await endSessions();
      },
      mend: () => database.run(`alter role ${database.roles.writer} login`),
    },
    'has lost its tables': {
      cause: () => database.run('alter schema mcp_audit rename to away'),
      mend: () => database.run('alter schema away rename to mcp_audit'),
    },
  },
  hanging: {
    ...weather('holds requests'),
    reached: ({ proxy }) => new Promise((resolve) => (proxy.onLoss = resolve)),
  },
  refuse: (_harness, entry) =>
    database.run(
      `alter table mcp_audit.entries add constraint refused check (key || '/' || phase <> '${entryKey(entry)}')`,
    ),
});

const endSessions = () =>
  database.run(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = $1`, [
    database.roles.writer,
  ]);

/** Delivers with a sink of its own. */
async function deliver(entries: readonly AuditEntry[], options: Partial<PostgresSinkOptions> = {}): Promise<void> {
  const sink = openSink(options);
  try {
    await sink.deliver(keptEntries(...entries), never);
  } finally {
    await sink.close();
  }
}

test('the role that writes can insert and nothing else [C3]', async () => {
  await deliver([sampleEntry(1)]);
  const allowed: string[] = [];
  const statements = [
    'select * from mcp_audit.entries',
    'update mcp_audit.entries set phase = phase',
    'delete from mcp_audit.entries',
    'truncate mcp_audit.entries',
    'drop table mcp_audit.entries',
    'select * from mcp_audit.entries_2026_11',
    'insert into mcp_audit.entries_2026_11 select',
    `insert into mcp_audit.entries (time, key, phase, entry, received_at) values (now(), '', '', '{}', now())`,
    `insert into mcp_audit.entries (time, key, phase, entry) values (now(), '', '', '{}') on conflict (key, phase, time) do update set entry = '{}'`,
    'select mcp_audit.make_partitions()',
    'select mcp_audit.drop_expired_partitions()',
    'select * from mcp_audit.settings',
    'select * from mcp_audit.calls',
    'create table mcp_audit.mine ()',
  ];
  for (const statement of statements) {
    await database.run('begin');
    await database.run(`set local role ${database.roles.writer}`);
    await database.run(statement).then(
      () => allowed.push(statement),
      (error: unknown) => expect(error).toMatchObject({ code: '42501' }),
    );
    await database.run('rollback');
  }
  expect(allowed).toEqual([]);
});

test.each([
  ['owner', 'owns the table, may read records, may change or delete records'],
  ['reader', 'may read records'],
] as const)('the %s of the records is refused as the role that writes them [C3]', async (role, powers) => {
  await expect(deliver([sampleEntry(1)], database.as(role))).rejects.toMatchObject({
    kind: 'retry',
    message: `the role that writes may do more than insert: it ${powers}`,
  });
});

test('a connection that the server closed in a quiet hour is replaced, and no delivery fails [C2]', async () => {
  await database.run('truncate mcp_audit.entries');
  const sink = openSink();
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await endSessions();
  await sink.deliver(keptEntries(sampleEntry(2)), never);
  await sink.close();
  expect(await database.read()).toEqual([1, 2].map(sampleEntry));
});

test('deliveries that overlap share one connection, and close ends it [C2]', async () => {
  const sessions = () =>
    database.run<{ n: number }>('select count(*)::integer as n from pg_stat_activity where usename = $1', [
      database.roles.writer,
    ]);
  await endSessions();
  const sink = openSink();
  await Promise.all([1, 2, 3].map((index) => sink.deliver(keptEntries(sampleEntry(index)), never)));
  expect(await sessions()).toEqual([{ n: 1 }]);
  await sink.close();
  await vi.waitFor(async () => expect(await sessions()).toEqual([{ n: 0 }]));
});

test('a table that is locked is not waited for longer than a delivery may take, not by the database either [C2]', async () => {
  await database.run('begin');
  await database.run('lock table mcp_audit.entries in access exclusive mode');
  const failure = await reasonOf(deliver([sampleEntry(1)], { timeoutMs: 200, timeoutSignal: () => never }));
  await database.run('rollback');
  expect(failure).toMatchObject({ kind: 'retry', message: 'the database did not take the batch (57014)' });
});

const reasonOf = (delivery: Promise<void>): Promise<unknown> =>
  delivery.then(
    () => undefined,
    (error: unknown) => error,
  );

test('text that a database cannot hold is poison, and the error does not quote it [C2]', async () => {
  const failure = deliver([{ ...sampleEntry(1), protocol: 'secret\0text' }]);
  await expect(failure).rejects.toMatchObject({ kind: 'poison', message: 'the database refused the batch (22P05)' });
});

test('both records of a call lie in the month in which it began, so that neither is kept twice [C2]', async () => {
  await database.run('truncate mcp_audit.entries');
  const started_at = '2026-10-31T23:59:59.999Z';
  const late: AuditEntry = { ...sampleEntry(1), started_at, at: '2026-11-01T00:00:00.001Z' };
  await deliver([late]);
  await deliver([{ ...late, at: '2026-11-01T00:00:00.002Z' }]);
  expect(await database.run('select tableoid::regclass::text as place from mcp_audit.entries')).toEqual([
    { place: 'mcp_audit.entries_2026_10' },
  ]);
});

test('a record older than the partitions waits for one, a record from the future waits for nothing [C2]', async () => {
  const past: AuditEntry = { ...sampleEntry(1), started_at: '2025-12-31T23:59:59.999Z' };
  await expect(deliver([past])).rejects.toMatchObject({
    kind: 'retry',
    message: 'there is no partition for the month of a record: run the maintenance',
  });
  const future: AuditEntry = { ...sampleEntry(2), started_at: '2099-01-01T00:00:00.000Z' };
  await expect(deliver([sampleEntry(3), future])).rejects.toMatchObject({
    kind: 'poison',
    message: 'an entry is from the future',
  });
});

test('a database elsewhere is not spoken to without TLS [C3]', () => {
  expect(() => openSink({ host: 'db.example.com' })).toThrow(
    'audit: only a database on a loopback host may be reached without TLS',
  );
});

test('a database without TLS is not spoken to where TLS is asked for [C3]', async () => {
  await expect(deliver([sampleEntry(1)], { tls: 'verify-full' })).rejects.toMatchObject({
    kind: 'retry',
    message: 'the database cannot be reached (it offers no TLS)',
  });
});
