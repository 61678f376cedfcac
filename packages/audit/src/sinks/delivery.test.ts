import { afterAll, beforeAll, expect, test } from 'vitest';
import { canary, refusedCall, runDelivery, type DeliveryReport } from './delivery-run.test.fixture.ts';
import {
  openFailingDatabase,
  openFailingReceiver,
  type FailingDestination,
} from './failing-destination.test.fixture.ts';

let destinations: readonly FailingDestination[];
let report: DeliveryReport;

// Pauses between tries are cut to nothing: a minute of them is a hundred refused connections here. The stress run waits.
beforeAll(async () => {
  destinations = [
    await openFailingReceiver('http', 'none'),
    await openFailingReceiver('otlp', 'none'),
    await openFailingDatabase('none'),
  ];
  report = await runDelivery({ destinations, failures: (turn) => (turn === 0 ? 100 : 3), random: () => 0 });
});
afterAll(async () => {
  for (const { close } of destinations) await close();
});

test.each(['http', 'otlp', 'postgres'])(
  'after every failure of its destination, %s has every record once per call and phase [C2] [C4]',
  (sink) => {
    expect(report.recorded.length).toBeGreaterThan(864);
    expect(report.kept[sink]).toEqual(report.recorded.filter((key) => key !== `${refusedCall}/outcome`));
  },
);

test.each(['http', 'otlp', 'postgres'])('the one record that %s refuses is set aside, not dropped [C2]', (sink) => {
  expect(report.aside[sink]).toEqual([`${refusedCall}/outcome`]);
});

test('neither a canary nor a credential is in what was sent and logged [D1] [A7]', () => {
  expect(report.seen).toContain('[EMAIL]');
  expect(report.seen).not.toContain(canary);
  expect(report.seen).not.toContain('the-token-of-the-sink');
});

test('what a destination has is to the letter what was hashed, and anchors the log that it came from [C5]', () => {
  expect(report.altered).toEqual([]);
  expect(report.anchored).toEqual(['http', 'otlp', 'postgres']);
});
