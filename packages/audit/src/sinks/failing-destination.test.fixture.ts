import type { AuditSink } from '../audit-sink.ts';
import type { AuditEntry } from '../record.ts';
import { openFakeHttpCollector } from './http/fake-http-collector.test.fixture.ts';
import { openHttpSink } from './http/http-sink.ts';
import { receiverFaults, type FakeReceiver } from './net/fake-receiver.test.fixture.ts';
import { openFaultProxy, type FaultProxy } from './net/fault-proxy.test.fixture.ts';
import { createTimeouts } from './net/timeouts.test.fixture.ts';
import { openFakeOtlpCollector } from './otlp/fake-otlp-collector.test.fixture.ts';
import { openOtlpSink } from './otlp/otlp-sink.ts';
import { openAuditDatabase } from './postgres/audit-database.test.fixture.ts';
import { maintainAuditDatabase } from './postgres/maintain-audit-database.ts';
import { migrateAuditDatabase } from './postgres/migrate-audit-database.ts';
import { openPostgresSink } from './postgres/postgres-sink.ts';

/** A way in which a destination fails, and how it is mended. */
export interface Failing {
  readonly what: string;
  readonly cause: () => Promise<unknown> | void;
  readonly mend: () => Promise<unknown> | void;
}

/** A sink on real parts, whose destination can be made to fail in every way it has. */
export interface FailingDestination {
  readonly sink: AuditSink;
  /** The first one: nobody listens. */
  readonly failings: readonly Failing[];
  /** Refuses the terminal record of that call for good. */
  readonly refuse: (callId: string) => Promise<unknown> | void;
  readonly read: () => Promise<readonly AuditEntry[]>;
  readonly close: () => Promise<void>;
}

/** Waits that a test ends, or real ones, in ms. */
export type Patience = 'none' | { readonly timeoutMs: number };

export async function openFailingReceiver(kind: 'http' | 'otlp', patience: Patience): Promise<FailingDestination> {
  const receiver: FakeReceiver = await (kind === 'http' ? openFakeHttpCollector() : openFakeOtlpCollector());
  const open = kind === 'http' ? openHttpSink : openOtlpSink;
  const clock = createTimeouts();
  receiver.onHang = clock.expire;
  receiver.retryAfter = patience === 'none' ? '0' : '2';
  return {
    sink: open({
      url: receiver.url,
      token: 'the-token-of-the-sink',
      ...(patience === 'none' ? { timeoutSignal: clock.start } : patience),
    }),
    failings: Object.entries(receiverFaults).map(([what, fault]) => ({
      what,
      cause: () => fault.cause({ receiver }),
      mend: () => fault.mend({ receiver }),
    })),
    refuse: (callId) => receiver.refuse(`${callId}/outcome`),
    read: async () => [...receiver.kept.values()],
    close: () => receiver.close(),
  };
}

export async function openFailingDatabase(patience: Patience): Promise<FailingDestination> {
  const database = await openAuditDatabase();
  await migrateAuditDatabase(database.as('owner'), { roles: database.roles });
  await maintainAuditDatabase(database.as('maintainer'), { from: '2026-11' });
  const { port = 0, ...writer } = database.as('writer');
  const proxy = await openFaultProxy(port);
  const clock = createTimeouts();
  proxy.onLoss = clock.expire;
  const weather = (what: string, state: FaultProxy['weather']): Failing => ({
    what,
    cause: () => void (proxy.weather = state),
    mend: () => void (proxy.weather = 'passes'),
  });
  return {
    sink: openPostgresSink({
      ...writer,
      port: proxy.port,
      ...(patience === 'none' ? { timeoutSignal: clock.start } : patience),
    }),
    failings: [
      { what: 'is down', cause: proxy.goDown, mend: proxy.comeUp },
      weather('hangs', 'holds requests'),
      weather('commits and loses its answer', 'loses answers'),
      weather('resets the connection', 'resets'),
    ],
    refuse: (callId) =>
      database.run(
        `alter table mcp_audit.entries add constraint refused check (not (key = '${callId}' and phase = 'outcome'))`,
      ),
    read: () => database.read(),
    async close() {
      await proxy.close();
      await database.drop();
    },
  };
}
