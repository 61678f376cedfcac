import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openAuditLog } from '../node/open-audit-log.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { refusedCall, runDelivery } from './delivery-run.test.fixture.ts';
import { openFailingDatabase, openFailingReceiver } from './failing-destination.test.fixture.ts';
import { openFakeHttpCollector } from './http/fake-http-collector.test.fixture.ts';
import { openHttpSink } from './http/http-sink.ts';

test('after a minute without a destination, and every other failure, each has every record once [C2] [C4]', async () => {
  const patience = { timeoutMs: 1_000 };
  const destinations = [
    await openFailingReceiver('http', patience),
    await openFailingReceiver('otlp', patience),
    await openFailingDatabase(patience),
  ];
  const report = await runDelivery({
    destinations,
    failures: () => 2,
    meanwhile: (turn) => (turn === 0 ? wait(60_000) : Promise.resolve()),
  });
  for (const { sink, close } of destinations) {
    expect(report.kept[sink.name]).toEqual(report.recorded.filter((key) => key !== `${refusedCall}/outcome`));
    expect(report.aside[sink.name]).toEqual([`${refusedCall}/outcome`]);
    await close();
  }
});

test('a collector that asks for two seconds is left alone for two seconds, every time [C2]', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'audit-throttled-'));
  const receiver = await openFakeHttpCollector();
  const sink = openHttpSink({ url: receiver.url });
  const log = await openAuditLog({ directory, scrubber: smallScrubber, sinks: [sink], random: () => 0 });
  receiver.retryAfter = '2';
  receiver.mood = 'answers 429';
  await log.end(sampleCall(), { ok: true, value: {} });
  await wait(7_000);
  const times = receiver.requests.map(({ at }) => at);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(gaps.length).toBeGreaterThan(1);
  expect(gaps.filter((ms) => ms < 2_000)).toEqual([]);
  receiver.mood = 'works';
  await log.close();
  await receiver.close();
  await rm(directory, { recursive: true });
});
