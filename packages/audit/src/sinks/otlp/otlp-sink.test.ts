import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { AuditEntry, OutcomeRecord } from '../../record.ts';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry, sampleOfEachPhase } from '../../testing/sample-entry.ts';
import { describeNetSink } from '../net/describe-net-sink.test.fixture.ts';
import type { FakeReceiver } from '../net/fake-receiver.test.fixture.ts';
import { decodeOtlp, openFakeOtlpCollector } from './fake-otlp-collector.test.fixture.ts';
import { openOtlpSink } from './otlp-sink.ts';

const never = new AbortController().signal;

describeNetSink('openOtlpSink', {
  openReceiver: openFakeOtlpCollector,
  openSink: openOtlpSink,
  // A collector keeps no order; whoever reads sorts by the place in the stream.
  read: (kept) => [...kept].sort((one, other) => one.stream.seq - other.stream.seq),
  secrets: ['the-words-of-the-collector'],
});

let receiver: FakeReceiver;
beforeEach(async () => {
  receiver = await openFakeOtlpCollector();
});
afterEach(() => receiver.close());

async function send(...entries: readonly AuditEntry[]) {
  const sink = openOtlpSink({ url: receiver.url, resource: { 'k8s.pod.name': 'pod-7' } });
  await sink.deliver(keptEntries(...entries), never);
  await sink.close();
  return receiver.requests.flatMap(({ body }) => decodeOtlp(body));
}

test('a record has its fields where OpenTelemetry looks for them, and its trace [C3]', async () => {
  const entry: OutcomeRecord = {
    ...sampleEntry(1),
    actor: { agent: 'a-1', owner: 'team', user: 'ada', auth: { method: 'jwt' } },
    source: { transport: 'http', address: '192.0.2.7', user_agent: 'claude/1' },
    trace: { trace_id: '0af7651916cd43dd8448eb211c80319c', parent_id: 'b7ad6b7169203331' },
    outcome: { status: 'denied', code: 'FORBIDDEN', effect: 'none', upstream: [] },
  };
  const [log] = await send(entry);
  expect(log).toMatchObject({
    eventName: 'mcp_chassis.audit.outcome',
    severityText: 'WARN',
    severityNumber: 13,
    timeUnixNano: '1795248000000000000',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    attributes: {
      'log.record.uid': '01K00000000000000000000001/outcome',
      'mcp_chassis.audit.agent': 'a-1',
      'mcp_chassis.audit.status': 'denied',
      'mcp_chassis.audit.seq': '1',
      'error.type': 'FORBIDDEN',
      'gen_ai.tool.name': 'list_samples',
      'mcp.method.name': 'tools/call',
      'user.id': 'ada',
      'client.address': '192.0.2.7',
    },
    resource: {
      'service.name': 'sample',
      'service.version': '1.0.0',
      'service.instance.id': 'sample-0',
      'deployment.environment.name': 'development',
      'k8s.pod.name': 'pod-7',
    },
  });
  expect(JSON.parse(log?.body ?? '')).toEqual(entry);
});

test('the severity of an entry is that of its phase and status [C3]', async () => {
  const logs = await send(...sampleOfEachPhase());
  const severities = Object.fromEntries(logs.map(({ eventName, severityText }) => [eventName.slice(18), severityText]));
  expect(severities).toEqual({
    start: 'INFO',
    key: 'WARN',
    attempt: 'INFO',
    outcome: 'INFO',
    rejection: 'WARN',
    outage: 'ERROR',
    digest: 'INFO',
    retention: 'INFO',
  });
});

test('no variable of the environment says where records go, or with which headers [C3] [A15]', async () => {
  vi.stubEnv('http_proxy', 'http://127.0.0.1:1').stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:1');
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-from-environment=1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const sink = openOtlpSink({ url: receiver.url });
  await sink.deliver(keptEntries(sampleEntry(1)), never);
  await sink.close();
  expect(receiver.requests.map(({ headers }) => headers['x-from-environment'])).toEqual([undefined]);
});
