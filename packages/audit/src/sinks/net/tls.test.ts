import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditSink } from '../../audit-sink.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openFakeHttpCollector } from '../http/fake-http-collector.test.fixture.ts';
import { openHttpSink } from '../http/http-sink.ts';
import { openFakeOtlpCollector } from '../otlp/fake-otlp-collector.test.fixture.ts';
import { openOtlpSink } from '../otlp/otlp-sink.ts';
import { openAuditDatabase, type AuditDatabase } from '../postgres/audit-database.test.fixture.ts';
import { maintainAuditDatabase } from '../postgres/maintain-audit-database.ts';
import { migrateAuditDatabase } from '../postgres/migrate-audit-database.ts';
import { openPostgresSink } from '../postgres/postgres-sink.ts';
import type { FakeReceiver } from './fake-receiver.test.fixture.ts';
import { hasOpenssl, makeCertificates, type TestCertificates } from './test-certificates.test.fixture.ts';
import { openTlsProxy, type TlsProxy } from './tls-proxy.test.fixture.ts';

const openssl = hasOpenssl();
const never = new AbortController().signal;

let certificates: TestCertificates;
let receivers: readonly FakeReceiver[] = [];
let proxies: readonly TlsProxy[] = [];
let database: AuditDatabase | undefined;
/** Opens each kind of sink, at a host and with the authority to trust. */
let open: Readonly<Record<string, (host: string, ca?: { readonly ca: string }) => AuditSink>>;

beforeAll(async () => {
  if (!openssl) return;
  certificates = await makeCertificates();
  const [http, otlp] = [await openFakeHttpCollector(), await openFakeOtlpCollector()];
  database = await openAuditDatabase();
  await migrateAuditDatabase(database.as('owner'), { roles: database.roles });
  await maintainAuditDatabase(database.as('maintainer'), { from: '2026-11' });
  const writer = database.as('writer');
  const behind = async (port: number, preface: 'none' | 'postgres' = 'none') => {
    const proxy = await openTlsProxy(port, preface, certificates);
    proxies = [...proxies, proxy];
    return proxy.port;
  };
  const ports = {
    http: await behind(Number(new URL(http.url).port)),
    otlp: await behind(Number(new URL(otlp.url).port)),
    postgres: await behind(writer.port ?? 0, 'postgres'),
  };
  receivers = [http, otlp];
  open = {
    http: (host, ca) => openHttpSink({ url: `https://${host}:${ports.http}/`, ...ca }),
    otlp: (host, ca) => openOtlpSink({ url: `https://${host}:${ports.otlp}/`, ...ca }),
    postgres: (host, ca) => openPostgresSink({ ...writer, host, port: ports.postgres, tls: 'verify-full', ...ca }),
  };
});
beforeEach(({ skip }) => skip(!openssl, 'openssl is not installed'));
afterAll(async () => {
  for (const proxy of proxies) proxy.close();
  for (const receiver of receivers) await receiver.close();
  await database?.drop();
});

const kinds = ['http', 'otlp', 'postgres'];

async function deliver(kind: string, host: string, ca?: { readonly ca: string }): Promise<void> {
  const sink = open[kind]?.(host, ca);
  try {
    await sink?.deliver(keptEntries(sampleEntry(1)), never);
  } finally {
    await sink?.close();
  }
}

test.each(kinds)('%s trusts the authority it is told of [C3]', async (kind) => {
  await expect(deliver(kind, 'localhost', { ca: certificates.ca })).resolves.toBeUndefined();
});

test.each(kinds)('%s sends nothing to a host whose authority it does not know [C3]', async (kind) => {
  await expect(deliver(kind, 'localhost')).rejects.toMatchObject({
    kind: 'retry',
    message: expect.stringContaining('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  });
});

test.each(kinds)('%s sends nothing to a host that the certificate does not name [C3]', async (kind) => {
  await expect(deliver(kind, '127.0.0.1', { ca: certificates.ca })).rejects.toMatchObject({
    kind: 'retry',
    message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
  });
});
