import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { refusedCall, runDelivery } from './delivery-run.test.fixture.ts';
import { openFailingDatabase, openFailingReceiver } from './failing-destination.test.fixture.ts';

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
