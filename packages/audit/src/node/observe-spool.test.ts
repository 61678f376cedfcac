import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SinkError } from '../sink-error.ts';
import { memorySink } from '../testing/memory-sink.test.support.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { openAuditLog } from './open-audit-log.ts';

class ManualReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

let root: string;
let reader: ManualReader;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'audit-metrics-'));
  reader = new ManualReader();
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const openLog = (sinks: ReturnType<typeof memorySink>[], now: () => number) =>
  openAuditLog({
    directory: join(root, 'spool'),
    keys: { signing: join(root, 'signing-key.pem') },
    scrubber: smallScrubber,
    sinks,
    now,
    log: { warn: () => {}, error: () => {} },
    meterProvider: new MeterProvider({ readers: [reader] }),
  });

/** The value of every metric by its name, with the sink behind it where it is of one. */
async function readMetrics(): Promise<Readonly<Record<string, unknown>>> {
  const { resourceMetrics } = await reader.collect();
  const points = resourceMetrics.scopeMetrics.flatMap(({ metrics }) =>
    metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes: { sink }, value }) => [
        sink === undefined ? descriptor.name : `${descriptor.name} ${String(sink)}`,
        value,
      ]),
    ),
  );
  return Object.fromEntries(points) as Readonly<Record<string, unknown>>;
}

test('a sink that is down shows in metrics and in its state, while another shows nothing [C2, A12]', async () => {
  let now = 1_000_000;
  const [down, fine] = [memorySink('down'), memorySink('fine')];
  down.onDeliver = () => {
    throw new SinkError('503', { kind: 'retry' });
  };
  const log = await openLog([down, fine], () => now);
  await expect.poll(async () => (await readMetrics())['mcp.audit.sink.failures down']).toBeGreaterThan(0);
  now += 31_000;
  expect(await readMetrics()).toMatchObject({
    'mcp.audit.sink.behind down': 2,
    'mcp.audit.sink.stalled down': 31,
    'mcp.audit.sink.behind fine': 0,
    'mcp.audit.sink.stalled fine': 0,
    'mcp.audit.sink.failures fine': 0,
    'mcp.audit.spool.size': expect.any(Number) as unknown,
  });
  expect(log.sinkStates?.()).toEqual({
    down: 'behind by 2 entries, nothing acknowledged for 31 s',
    fine: 'ok',
  });
  expect(log.problem()).toBeUndefined();
  down.onDeliver = () => {};
  await log.close();
});

test('a record that is set aside, and an outage, are counted [C2, C4]', async () => {
  const picky = memorySink('picky');
  picky.onDeliver = (batch) => {
    if (batch.some(({ phase }) => phase === 'start')) throw new SinkError('400', { kind: 'poison' });
  };
  const log = await openLog([picky], Date.now);
  await expect.poll(readMetrics).toMatchObject({ 'mcp.audit.sink.set_aside picky': 1 });
  const [instance = ''] = await readdir(join(root, 'spool')).then((names) =>
    names.filter((name) => !name.includes('.')),
  );
  await rm(join(root, 'spool', instance), { recursive: true });
  await expect(log.end(sampleCall(), { ok: true, value: {} })).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(await readMetrics()).toMatchObject({ 'mcp.audit.outages': 1 });
  await mkdir(join(root, 'spool', instance));
  await log.close();
});
