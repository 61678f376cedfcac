import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { createAuditLog } from './audit-log.ts';
import { createDirectStore } from './direct-store.ts';
import { memorySink } from './testing/memory-sink.test.support.ts';
import { sampleCall } from './testing/sample-call.test.support.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';
import { writeDraft } from './written-entry.ts';

function openLog(sinks = [memorySink()]) {
  const store = createDirectStore({ sinks });
  return { log: createAuditLog({ scrubber: smallScrubber, store }), sinks, store };
}

const success = { ok: true, value: {} } as const;

test('without a disk a call is answered once every sink has its record, and records are chained [C3] [C5]', async () => {
  const { log, sinks } = openLog([memorySink('console'), memorySink('queue')]);
  await Promise.all(Array.from({ length: 50 }, () => log.end(sampleCall(), success)));
  const [first, second] = sinks.map(({ entries }) => entries.toSorted((a, b) => a.stream.seq - b.stream.seq));
  expect(first).toEqual(second);
  expect(first?.map(({ stream }) => stream.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  let previous = '0'.repeat(64);
  for (const { stream, ...rest } of first ?? []) {
    const { hash, ...position } = stream;
    const text = canonicalize({ ...rest, stream: position }) ?? '';
    expect(position.prev_hash).toBe(previous);
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    previous = hash;
  }
});

test('a sink that fails withholds the result, and the number of the lost record stays missing [C1] [C5]', async () => {
  const { log, sinks } = openLog();
  const [sink] = sinks;
  if (sink === undefined) throw new Error('there is no sink');
  sink.onDeliver = () => Promise.reject(new Error('away'));
  await expect(log.end(sampleCall(), success)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(log.sinkStates?.()).toEqual({ memory: 'failing' });
  expect(log.problem()).toBe('no records can be kept (memory)');
  sink.onDeliver = () => {};
  await log.end(sampleCall(), success);
  await log.close();
  expect(log.sinkStates?.()).toEqual({ memory: 'ok' });
  expect(sink.entries.map(({ phase }) => phase).toSorted()).toEqual(['outage', 'outcome']);
  expect(sink.entries.map(({ stream }) => stream.seq)).not.toContain(1);
  expect(sink.closed).toBe(true);
});

test('a closed store takes nothing, and one without a sink is not made [C1]', async () => {
  const { store } = openLog();
  await store.close();
  await expect(
    store.append(writeDraft({ at: '', phase: 'retention', removed_through_seq: 1, v: 1 }), { durable: false }),
  ).rejects.toThrow('closed');
  expect(() => createDirectStore({ sinks: [] })).toThrow('audit: at least one sink is needed');
});
